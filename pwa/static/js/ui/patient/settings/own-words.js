// The person's own six words, for the telephone.

import { Screen } from "../../components/screen.js";
import { WordList } from "../../components/word-list.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";

/** @param {import("../memory.js").ScreenInput} input */
export function OwnWords({ app }) {
  return html`<${Screen} title=${t("words-title")} parent=${["settings"]}>
    <p>${t("words-why")}</p>
    <${WordList} words=${app.account.value?.words ?? []} label=${t("words-title")} />
    <p class="quiet">${t("words-open")}</p>
  <//>`;
}
