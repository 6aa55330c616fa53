// Settings: a short list, each with its own screen; most are the patient's.

import { CardLink } from "../../components/card.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { language, t } from "../../i18n.js";
import { languages } from "../../languages.js";
import { Devices } from "../../patient/settings/devices.js";
import { Language } from "../../patient/settings/language.js";
import { Passkeys } from "../../patient/settings/passkeys.js";
import { SignOut } from "../../patient/settings/sign-out.js";
import { addressOf } from "../../router.js";
import { KeyFile } from "./key-file.js";
import { OwnWords } from "./own-words.js";

/** @type {Record<string, import("../root.js").ScreenComponent>} */
const parts = /** @type {Record<string, any>} */ ({
  "key-file": KeyFile,
  passkeys: Passkeys,
  devices: Devices,
  language: Language,
  words: OwnWords,
  "sign-out": SignOut,
});

/** @param {string} part of the address @returns {import("../root.js").ScreenComponent} */
export function settingsScreen(part) {
  return parts[part] ?? SettingsList;
}

/** @param {import("../memory.js").ScreenInput} input */
function SettingsList({ app }) {
  const hasSheet = app.account.value?.wayIns.recovery ?? false;
  const shown = languages.find(({ code }) => code === language.value)?.name ?? "";
  return html`<${Screen} title=${t("settings")} parent=${[]}>
    <ul class="stack-tight">
      <li><${CardLink} href=${addressOf("settings", "key-file")} icon="document" title=${t("key-file-title")} /></li>
      <li><${CardLink} href=${addressOf("sheet")} icon="paper" title=${t("sheet-name")}>
        <span class=${`state ${hasSheet ? "state-good" : "state-care"}`}>${hasSheet ? t("settings-sheet-made") : t("settings-sheet-missing")}</span><//></li>
      <li><${CardLink} href=${addressOf("settings", "passkeys")} icon="finger" title=${t("passkeys-title")} /></li>
      <li><${CardLink} href=${addressOf("settings", "devices")} icon="device" title=${t("devices-title")} /></li>
      <li><${CardLink} href=${addressOf("settings", "words")} icon="phone" title=${t("words-title")} /></li>
      <li><${CardLink} href=${addressOf("settings", "language")} icon="language" title=${t("language")}><span class="small quiet">${shown}</span><//></li>
      <li><${CardLink} href="/privacy" icon="lock" title=${t("privacy-title")} /></li>
      <li><${CardLink} href=${addressOf("settings", "sign-out")} icon="out" title=${t("sign-out")} /></li>
    </ul>
  <//>`;
}
