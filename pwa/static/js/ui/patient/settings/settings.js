// The patient's settings.

import { CardLink } from "../../components/card.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { addressOf } from "../../router.js";
import { SettingsList, sharedSettings } from "../../shared/settings/settings-list.js";
import { About } from "./about.js";
import { OwnWords } from "./own-words.js";

/** @type {Record<string, import("../root.js").ScreenComponent>} */
const parts = { ...sharedSettings, words: OwnWords, about: About };

/** @param {string} part of the address @returns {import("../root.js").ScreenComponent} */
export function settingsScreen(part) {
  return parts[part] ?? PatientSettings;
}

/** @param {import("../memory.js").ScreenInput} input */
function PatientSettings({ app }) {
  return html`<${SettingsList} app=${app}
    more=${html`<li><${CardLink} href=${addressOf("settings", "about")} icon="info" title=${t("about-title")} /></li>`} />`;
}
