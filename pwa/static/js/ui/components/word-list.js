// Words to compare over the telephone, or to write down: large, numbered, never translated.

import { html } from "../framework.js";
import { t } from "../i18n.js";

/** @param {{words: readonly string[], label?: string}} properties */
export function WordList({ words, label }) {
  return html`<ol class="word-list notranslate" translate="no" aria-label=${label ?? t("word-list")} lang="en">${words.map(
    (word, index) =>
      html`<li class="word" key=${index}><span class="word-number">${index + 1}</span><span>${word}</span></li>`,
  )}</ol>`;
}
