// The reviewer's own six words, and the clinic's, for the telephone.

import { Screen } from "../../components/screen.js";
import { WordList } from "../../components/word-list.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";

/** @param {import("../memory.js").ScreenInput} input */
export function OwnWords({ app }) {
  const clinic = app.directory.value?.clinic;
  return html`<${Screen} title=${t("words-title")} parent=${["settings"]}>
    <p>${t("reviewer-words-why")}</p>
    <${WordList} words=${app.account.value?.words ?? []} label=${t("words-title")} />
    ${
      clinic &&
      html`<section class="stack-tight"><h2>${t("clinic-words")}</h2>
        <p><bdi>${clinic.name}</bdi></p>
        <${WordList} words=${clinic.words} label=${t("clinic-words")} /></section>`
    }
  <//>`;
}
