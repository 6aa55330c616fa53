// Three calm screens before anything is asked: what it is, who can read, what is needed.

import { Button, LinkButton } from "../../components/button.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { html } from "../../framework.js";
import { Icon } from "../../icons.js";
import { changeLanguage, language, t } from "../../i18n.js";
import { languages } from "../../languages.js";
import { addressOf, go, route } from "../../router.js";

const COUNT = 3;

/** @param {import("../memory.js").ScreenInput} _input */
export function Welcome(_input) {
  const [name, part] = route.value;
  const now = name === "welcome" ? Math.min(Math.max(Number(part) || 1, 1), COUNT) : 1;
  const next = () => (now < COUNT ? go("welcome", String(now + 1)) : go("begin"));
  return html`<${Screen} title=${t(`welcome-${now}-title`)} parent=${now > 1 ? ["welcome", String(now - 1)] : undefined}
    head=${html`<${LanguageSwitch} />`}
    foot=${html`
      <${Button} kind="main" wide onPress=${next}>${now < COUNT ? t("next") : t("start")}<//>
      <${LinkButton} kind="plain" wide href=${addressOf("sign-in")}>${t("have-account")}<//>`}>
    ${now === 1 && html`<${What} />`}
    ${now === 2 && html`<${WhoCanRead} />`}
    ${now === 3 && html`<${Needed} />`}
    <div class="push-down"><${Steps} now=${now} total=${COUNT} /></div>
  <//>`;
}

function What() {
  return html`
    <p class="lead">${t("welcome-1-lead")}</p>
    <ol class="stack numbered">
      ${["collect", "choose", "answer"].map((step) => html`<li key=${step}>${t(`welcome-1-${step}`)}</li>`)}
    </ol>
    <p class="quiet">${t("welcome-1-emergency")}</p>`;
}

/** Phone → locked box → specialist: a drawing whose words are a list, so that it reads aloud in order. */
function WhoCanRead() {
  const zones = /** @type {const} */ ([
    ["device", "phone", "reads"],
    ["lock", "box", "closed"],
    ["person", "specialist", "reads"],
  ]);
  return html`
    <ol class="zones">
      ${zones.map(
        ([icon, zone, state]) => html`<li class="zone" data-state=${state} key=${zone}>
          <span class="zone-picture"><${Icon} name=${icon} /></span>
          <span class="stack-tight"><strong>${t(`welcome-2-${zone}`)}</strong><span>${t(`welcome-2-${zone}-detail`)}</span></span>
        </li>`,
      )}
    </ol>
    <p>${t("welcome-2-choose")}</p>`;
}

function Needed() {
  const needs = /** @type {const} */ ([
    ["clock", "time"],
    ["finger", "door"],
    ["paper", "sheet"],
    ["heart", "together"],
  ]);
  return html`<ul class="stack">
    ${needs.map(
      ([icon, need]) =>
        html`<li class="need" key=${need}><${Icon} name=${icon} /><span>${t(`welcome-3-${need}`)}</span></li>`,
    )}
  </ul>`;
}

function LanguageSwitch() {
  return html`<div class="row" role="group" aria-label=${t("language")}>
    ${languages
      .filter(({ code }) => code !== language.value)
      .map(
        ({ code, name }) =>
          html`<${Button} kind="plain" icon="language" key=${code} onPress=${() => changeLanguage(code)}><span lang=${code}>${name}</span><//>`,
      )}
  </div>`;
}
