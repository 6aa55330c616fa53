// The reviewer's page: which screen belongs to the app's phase, to the application and to the address.

import { Announcer } from "../announce.js";
import { Notice } from "../components/notice.js";
import { Progress } from "../components/progress.js";
import { Screen } from "../components/screen.js";
import { html, render, useEffect } from "../framework.js";
import { language, t } from "../i18n.js";
import { Broken } from "../shared/broken.js";
import { Recover } from "../shared/start/recover.js";
import { AddPasskeyOffer } from "../shared/start/add-passkey-offer.js";
import { SignIn } from "../shared/start/sign-in.js";
import { SheetScreen } from "../shared/sheet/sheet.js";
import { Locked } from "../shared/trouble.js";
import { route } from "../router.js";
import { endVisits, goOn, readInvitation } from "./acts.js";
import { ApplicationEnded } from "./apply/ended.js";
import { ApplyForm } from "./apply/form.js";
import { Waiting } from "./apply/waiting.js";
import { CaseScreen } from "./case/case.js";
import { Inbox } from "./inbox.js";
import { createMemory } from "./memory.js";
import { settingsScreen } from "./settings/settings.js";
import { Invited } from "./start/invited.js";
import { Welcome } from "./start/welcome.js";
import { OtherRole, Trouble } from "./trouble.js";

/** So often the relay is asked for new cases, withdrawals and the approval while the page is looked at. */
const LOOK_AGAIN_MS = 30_000;

/**
 * Draws the reviewer's app. `startLanguages` comes first.
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
  useEffect(() => lookAgain(app), []);
  useEffect(() => watchInvitation(memory), []);
  const [name = "", ...path] = route.value;
  const screen = chooseScreen(app, name, memory);
  // A new key for each screen: it is drawn afresh, and its title takes the focus.
  const key = `${screen.name}/${route.value.join("/")}/${language.value}`;
  return html`<${screen.component} key=${key} app=${app} memory=${memory} path=${path} /><${Announcer} />`;
}

/** @param {import("../../acts/app.js").App} app */
function lookAgain(app) {
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") goOn(app);
  }, LOOK_AGAIN_MS);
  const look = () => {
    // What is left to be stated is stated with the next visit where this tab dies now.
    if (document.visibilityState === "hidden") endVisits(app).catch(() => {});
  };
  document.addEventListener("visibilitychange", look);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
}

/** @param {import("./memory.js").Memory} memory */
function watchInvitation(memory) {
  const look = async () => {
    try {
      const invitation = await readInvitation(location.hash);
      if (invitation) memory.invitation.value = invitation;
    } catch (error) {
      memory.invitationProblem.value = error;
    }
  };
  look();
  addEventListener("hashchange", look);
  return () => removeEventListener("hashchange", look);
}

/** @typedef {(input: import("./memory.js").ScreenInput) => import("../framework.js").Drawn} ScreenComponent */
/** @typedef {{name: string, component: ScreenComponent}} Chosen */

/**
 * @param {import("../../acts/app.js").App} app
 * @param {string} name the first part of the address
 * @param {import("./memory.js").Memory} memory
 * @returns {Chosen}
 */
function chooseScreen(app, name, memory) {
  const phase = app.phase.value;
  if (phase === "starting") return { name: phase, component: Starting };
  if (phase === "broken") return { name: phase, component: Broken };
  if (phase === "locked") {
    return name === "recover" ? { name, component: Recover } : { name: phase, component: Locked };
  }
  if (phase === "signed-out") return signedOutScreen(name, memory);
  if (memory.justRecovered.value) return { name: "offer", component: AddPasskeyOffer };
  if (app.account.value?.role !== "reviewer") return { name: "other-role", component: OtherRole };
  if (name === "settings") return { name, component: settingsScreen(route.value[1] ?? "") };
  if (name === "sheet") return { name, component: SheetScreen };
  // What the relay showed can't be believed: the error is shown, and nothing else.
  if (app.problem.value) return { name: "trouble", component: Trouble };
  return workScreen(app.application.value, name);
}

/** @param {string} name @param {import("./memory.js").Memory} memory @returns {Chosen} */
function signedOutScreen(name, memory) {
  if (name === "sign-in") return { name, component: SignIn };
  if (name === "recover") return { name, component: Recover };
  return memory.invitation.value
    ? { name: "invited", component: Invited }
    : { name: "welcome", component: Welcome };
}

/**
 * @param {import("../../acts/app.js").App["application"]["value"]} application
 * @param {string} name
 * @returns {Chosen}
 */
function workScreen(application, name) {
  if (application === null) return { name: "looking", component: Looking };
  if (application === "none" || (application !== "revoked" && name === "apply")) {
    return { name: "apply", component: ApplyForm };
  }
  if (application === "waiting") return { name: application, component: Waiting };
  if (application === "revoked") return { name: application, component: ApplicationEnded };
  return name === "case" ? { name, component: CaseScreen } : { name: "inbox", component: Inbox };
}

function Starting() {
  return html`<${Screen} title=${t("product-name")} bare><${Progress} label=${t("loading")} /><//>`;
}

/** Signed in, and the relay has not answered yet. @param {import("./memory.js").ScreenInput} input */
function Looking({ app }) {
  const offline = !app.online.value || !app.relayReachable.value;
  return html`<${Screen} title=${t("inbox-title")}>
    ${
      offline
        ? html`<${Notice} kind="care" icon="offline" role="status"><p>${t("reviewer-offline")}</p><//>`
        : html`<${Progress} label=${t("loading")} />`
    }
  <//>`;
}
