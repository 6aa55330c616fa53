// The patient's page: which screen belongs to the app's phase and to the address. The first screens come with the page;
// all others are loaded while a person reads these.

import { Announcer } from "../announce.js";
import { Progress } from "../components/progress.js";
import { Screen } from "../components/screen.js";
import { html, render, signal } from "../framework.js";
import { language, t } from "../i18n.js";
import { route } from "../router.js";
import { Broken } from "../shared/broken.js";
import { createMemory, forgetWithAccount } from "./memory.js";
import { Welcome } from "./start/welcome.js";

/** @type {import("../framework.js").Signal<typeof import("./start-screens.js") | null>} */
const startScreens = signal(null);
/** @type {import("../framework.js").Signal<typeof import("./work-screens.js") | null>} */
const workScreens = signal(null);

/** Loads the screens that do not come with the page. */
export const laterScreens = {
  async start() {
    startScreens.value = await import("./start-screens.js");
  },
  async work() {
    workScreens.value = await import("./work-screens.js");
  },
};

/**
 * Draws the patient's app. `startLanguages(["common", "errors", "patient"])` comes first.
 *
 * @param {import("../../acts/app.js").App} app
 * @param {HTMLElement} element is emptied
 */
export function mount(app, element) {
  const memory = createMemory();
  forgetWithAccount(memory, app);
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

/** @typedef {{name: string, component: ScreenComponent}} Chosen */

/** The addresses that lead a person who is not signed in past the first screens. */
const PAST_WELCOME = ["begin", "sign-in", "recover"];

/**
 * @param {import("../../acts/app.js").Phase} phase
 * @param {string} name the first part of the address
 * @param {import("./memory.js").Memory} memory
 * @returns {Chosen}
 */
function chooseScreen(phase, name, memory) {
  if (phase === "broken") return { name: phase, component: Broken };
  if (phase === "signed-out" && !PAST_WELCOME.includes(name))
    return { name: `out-${name}`, component: Welcome };
  const chosen =
    phase === "signed-in"
      ? workScreens.value?.workScreen(name, memory)
      : phase !== "starting" && startScreens.value?.startScreen(phase, name);
  return chosen || { name: "starting", component: Starting };
}

function Starting() {
  return html`<${Screen} title=${t("product-name")} bare><${Progress} label=${t("loading")} /><//>`;
}
