// The screens for who is signed in: which one belongs to the address.

import { route } from "../router.js";
import { SheetScreen } from "../shared/sheet/sheet.js";
import { AddPasskeyOffer } from "../shared/start/add-passkey-offer.js";
import { DraftScreen } from "./add/draft.js";
import { Home } from "./home.js";
import { RecordScreen } from "./record.js";
import { Send } from "./send/send.js";
import { settingsScreen } from "./settings/settings.js";
import { SharedScreen } from "./shared.js";
import { Ready } from "./start/ready.js";

/** @type {Record<string, import("./root.js").ScreenComponent>} */
const screens = {
  add: DraftScreen,
  begin: Ready,
  record: RecordScreen,
  send: Send,
  shared: SharedScreen,
  sheet: SheetScreen,
};

/**
 * @param {string} name the first part of the address
 * @param {import("./memory.js").Memory} memory
 * @returns {import("./root.js").Chosen}
 */
export function workScreen(name, memory) {
  if (memory.justRecovered.value) return { name: "offer", component: AddPasskeyOffer };
  if (name === "settings") return { name, component: settingsScreen(route.value[1] ?? "") };
  return { name, component: screens[name] ?? Home };
}
