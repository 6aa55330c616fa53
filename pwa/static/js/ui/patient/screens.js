// All screens of the patient but the first ones: which one belongs to the app's phase and to the address.

import { route } from "../router.js";
import { DraftScreen } from "./add/draft.js";
import { Home } from "./home.js";
import { RecordScreen } from "./record.js";
import { Send } from "./send/send.js";
import { settingsScreen } from "./settings/settings.js";
import { SharedScreen } from "./shared.js";
import { SheetScreen } from "../shared/sheet/sheet.js";
import { Enrol } from "./start/enrol.js";
import { Ready } from "./start/ready.js";
import { Recover } from "../shared/start/recover.js";
import { AddPasskeyOffer } from "../shared/start/add-passkey-offer.js";
import { SignIn } from "../shared/start/sign-in.js";
import { Locked } from "../shared/trouble.js";

/** @typedef {import("./root.js").ScreenComponent} ScreenComponent */

/** @type {Record<string, ScreenComponent>} */
export const signedOutScreens = { begin: Enrol, "sign-in": SignIn, recover: Recover };

/** @type {Record<string, ScreenComponent>} */
const signedInScreens = {
  add: DraftScreen,
  begin: Ready,
  record: RecordScreen,
  send: Send,
  shared: SharedScreen,
  sheet: SheetScreen,
};

/**
 * @param {string} name the first part of the address
 * @returns {{name: string, component: ScreenComponent}}
 */
export function lockedScreen(name) {
  return name === "recover" ? { name, component: Recover } : { name: "locked", component: Locked };
}

/**
 * @param {string} name the first part of the address
 * @param {import("./memory.js").Memory} memory
 * @returns {{name: string, component: ScreenComponent}}
 */
export function signedInScreen(name, memory) {
  if (memory.justRecovered.value) return { name: "offer", component: AddPasskeyOffer };
  if (name === "settings") return { name, component: settingsScreen(route.value[1] ?? "") };
  return { name, component: signedInScreens[name] ?? Home };
}
