// Settings: a short list, each with its own screen. Each role has a few of its own.

import { CardLink } from "../../components/card.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { language, t } from "../../i18n.js";
import { languages } from "../../languages.js";
import { addressOf } from "../../router.js";
import { Devices } from "./devices.js";
import { Language } from "./language.js";
import { Passkeys } from "./passkeys.js";
import { SignOut } from "./sign-out.js";

/** The screens of the settings that both roles have, by their part of the address. */
export const sharedSettings = {
  passkeys: Passkeys,
  devices: Devices,
  language: Language,
  "sign-out": SignOut,
};

/**
 * @param {object} properties
 * @param {import("../../../acts/app.js").App} properties.app
 * @param {import("../../framework.js").Drawn} [properties.first] what a role has before all others
 * @param {import("../../framework.js").Drawn} [properties.more] what a role has after the language
 */
export function SettingsList({ app, first, more }) {
  const hasSheet = app.account.value?.wayIns.recovery ?? false;
  const shown = languages.find(({ code }) => code === language.value)?.name ?? "";
  return html`<${Screen} title=${t("settings")} parent=${[]}>
    <ul class="stack-tight">
      ${first}
      <li><${CardLink} href=${addressOf("sheet")} icon="paper" title=${t("sheet-name")}>
        <span class=${`state ${hasSheet ? "state-good" : "state-care"}`}>${hasSheet ? t("settings-sheet-made") : t("settings-sheet-missing")}</span><//></li>
      <li><${CardLink} href=${addressOf("settings", "passkeys")} icon="finger" title=${t("passkeys-title")} /></li>
      <li><${CardLink} href=${addressOf("settings", "devices")} icon="device" title=${t("devices-title")} /></li>
      <li><${CardLink} href=${addressOf("settings", "words")} icon="phone" title=${t("words-title")} /></li>
      <li><${CardLink} href=${addressOf("settings", "language")} icon="language" title=${t("language")}><span class="small quiet">${shown}</span><//></li>
      ${more}
      <li><${CardLink} href="/privacy" icon="lock" title=${t("privacy-title")} /></li>
      <li><${CardLink} href=${addressOf("settings", "sign-out")} icon="out" title=${t("sign-out")} /></li>
    </ul>
  <//>`;
}
