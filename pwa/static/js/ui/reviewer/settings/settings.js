// The reviewer's settings.

import { CardLink } from "../../components/card.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { addressOf } from "../../router.js";
import { SettingsList, sharedSettings } from "../../shared/settings/settings-list.js";
import { KeyFile } from "./key-file.js";
import { OwnWords } from "./own-words.js";

/** @type {Record<string, import("../root.js").ScreenComponent>} */
const parts = { ...sharedSettings, "key-file": KeyFile, words: OwnWords };

/** @param {string} part of the address @returns {import("../root.js").ScreenComponent} */
export function settingsScreen(part) {
  return parts[part] ?? ReviewerSettings;
}

/** @param {import("../memory.js").ScreenInput} input */
function ReviewerSettings({ app }) {
  return html`<${SettingsList} app=${app}
    first=${html`<li><${CardLink} href=${addressOf("settings", "key-file")} icon="document" title=${t("key-file-title")} /></li>`} />`;
}
