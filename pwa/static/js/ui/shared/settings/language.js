// The language of the screens.

import { ChooseOne } from "../../components/choice.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { changeLanguage, language, t } from "../../i18n.js";
import { languages } from "../../languages.js";

/** @param {import("../screen-input.js").ScreenInput} _input */
export function Language(_input) {
  const value = {
    get value() {
      return language.value;
    },
    set value(/** @type {string} */ code) {
      changeLanguage(code);
    },
  };
  return html`<${Screen} title=${t("language")} parent=${["settings"]}>
    <${ChooseOne} legend=${t("language")} hiddenLegend value=${value}
      options=${languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))} />
    <p class="quiet">${t("language-size")}</p>
  <//>`;
}
