// The patient's page: which screen belongs to the app's phase and to the address.

import { Announcer } from "../announce.js";
import { Progress } from "../components/progress.js";
import { Screen } from "../components/screen.js";
import { html, render } from "../framework.js";
import { language, t } from "../i18n.js";
import { route } from "../router.js";
import { DraftScreen } from "./add/draft.js";
import { createMemory } from "./memory.js";
import { Home } from "./home.js";
import { RecordScreen } from "./record.js";
import { SharedScreen } from "./shared.js";
import { SheetScreen } from "./sheet/sheet.js";
import { Send } from "./send/send.js";
import { settingsScreen } from "./settings/settings.js";
import { AddPasskeyOffer, Ready } from "./start/ready.js";
import { Enrol } from "./start/enrol.js";
import { Recover } from "./start/recover.js";
import { SignIn } from "./start/sign-in.js";
import { Welcome } from "./start/welcome.js";
import { Broken, Locked } from "./trouble.js";

/**
 * Draws the patient's app. `startLanguages(["common", "errors", "patient"])` comes first.
 *
 * @param {import("../../acts/app.js").App} app
 * @param {HTMLElement} element is emptied
 */
export function mount(app, element) {
  const memory = createMemory();
  element.replaceChildren();
  render(html`<${Page} app=${app} memory=${memory} />`, element);
}

/** @param {{app: import("../../acts/app.js").App, memory: import("./memory.js").Memory}} properties */
function Page({ app, memory }) {
  const phase = app.phase.value;
  const [name = "", ...path] = route.value;
  const screen = chooseScreen(phase, name, memory);
  // A new key for each screen: it is drawn afresh, and its title takes the focus.
  const key = `${screen.name}/${route.value.join("/")}/${language.value}`;
  return html`<${screen.component} key=${key} app=${app} memory=${memory} path=${path} /><${Announcer} />`;
}

/** @typedef {(input: import("./memory.js").ScreenInput) => import("../framework.js").Drawn} ScreenComponent */

/** @type {Record<string, ScreenComponent>} */
const signedOutScreens = { begin: Enrol, "sign-in": SignIn, recover: Recover };

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
 * @param {import("../../acts/app.js").Phase} phase
 * @param {string} name the first part of the address
 * @param {import("./memory.js").Memory} memory
 * @returns {{name: string, component: ScreenComponent}}
 */
function chooseScreen(phase, name, memory) {
  if (phase === "starting") return { name: phase, component: Starting };
  if (phase === "broken") return { name: phase, component: Broken };
  if (phase === "locked")
    return name === "recover" ? { name, component: Recover } : { name: phase, component: Locked };
  if (phase === "signed-out") return { name: `out-${name}`, component: signedOutScreens[name] ?? Welcome };
  if (memory.justRecovered.value) return { name: "offer", component: AddPasskeyOffer };
  if (name === "settings") return { name, component: settingsScreen(route.value[1] ?? "") };
  return { name, component: signedInScreens[name] ?? Home };
}

function Starting() {
  return html`<${Screen} title=${t("product-name")} bare><${Progress} label=${t("loading")} /><//>`;
}
