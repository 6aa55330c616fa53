// Typing 24 words: one at a time, large, with suggestions from the list of words; pasting all at once works, too.
// A word that is not in the list is named at once; any word can be mended by a tap.

import { announce } from "../../announce.js";
import { Button } from "../../components/button.js";
import { TextField } from "../../components/text-field.js";
import { html, useEffect, useRef, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { joinWords, suggestWords } from "./suggest-words.js";

export const WORD_COUNT = 24;

/** @param {{words: import("../../framework.js").Signal<string[]>}} properties */
export function TypeWords({ words }) {
  const known = useSignal(/** @type {readonly string[]} */ ([]));
  const typed = useSignal("");
  const mending = useSignal(-1);
  const problem = useSignal(/** @type {string | null} */ (null));
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => {
    import("../../../../vendor/bip39-english.js").then(({ wordlist }) => {
      known.value = wordlist;
    });
  }, []);
  const number = (mending.value >= 0 ? mending.value : words.value.length) + 1;
  const asking = mending.value >= 0 || words.value.length < WORD_COUNT;
  const suggestions = suggestWords(typed.value, known.value);

  const take = (/** @type {string} */ text) => {
    const { good, unknown } = joinWords(text, known.value);
    if (unknown !== null) {
      problem.value = t("recover-unknown", { word: unknown, number: number + good.length });
    }
    if (good.length === 0) return;
    words.value = words.value.toSpliced(number - 1, mending.value >= 0 ? 1 : 0, ...good).slice(0, WORD_COUNT);
    typed.value = unknown ?? "";
    if (unknown === null) problem.value = null;
    mending.value = -1;
    announce(t("recover-taken", { count: words.value.length }));
    box.current?.querySelector("input")?.focus();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    take(typed.value);
  };
  const onPaste = (/** @type {ClipboardEvent} */ event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (!/\s/.test(text.trim())) return;
    event.preventDefault();
    take(text);
  };
  return html`<div class="stack" ref=${box}>
    ${
      asking &&
      html`<div class="stack-tight" onKeyDown=${onKey} onPaste=${onPaste}>
        <${TextField} label=${t("recover-word", { number, total: WORD_COUNT })} hint=${t("recover-word-hint")} value=${typed}
          problem=${problem.value} lang="en" spellcheck=${false} class="input-word" />
        <div class="suggestions" role="group" aria-label=${t("recover-suggestions")}>
          ${suggestions.map((word) => html`<${Button} key=${word} onPress=${() => take(word)}><span translate="no" lang="en">${word}</span><//>`)}
        </div>
      </div>`
    }
    ${
      words.value.length > 0 &&
      html`<h2>${t("recover-so-far", { count: words.value.length })}</h2>
      <ol class="typed-words notranslate" translate="no">${words.value.map(
        (
          word,
          index,
        ) => html`<li key=${index}><${Button} label=${t("recover-mend", { number: index + 1, word })} pressed=${mending.value === index}
          onPress=${() => {
            mending.value = index;
            typed.value = word;
            problem.value = null;
            box.current?.querySelector("input")?.focus();
          }}><span class="word-number">${index + 1}</span> <span lang="en">${word}</span><//></li>`,
      )}</ol>`
    }
  </div>`;
}
