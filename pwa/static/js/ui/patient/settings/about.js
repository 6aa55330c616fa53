// What this is, who can read what, and what the clinic's storage does see.

import { Screen } from "../../components/screen.js";
import { WordList } from "../../components/word-list.js";
import { html } from "../../framework.js";
import { Icon } from "../../icons.js";
import { t } from "../../i18n.js";

const SEEN = /** @type {const} */ (["when", "size", "who", "address"]);

/** @param {import("../memory.js").ScreenInput} input */
export function About({ app }) {
  const clinic = app.directory.value?.clinic;
  return html`<${Screen} title=${t("about-title")} parent=${["settings"]}>
    <p>${t("about-what")}</p>
    <h2>${t("about-not-seen-title")}</h2>
    <p class="need"><${Icon} name="lock" /><span>${t("about-not-seen")}</span></p>
    <h2>${t("about-seen-title")}</h2>
    <ul class="bullets">${SEEN.map((what) => html`<li key=${what}>${t(`about-seen-${what}`)}</li>`)}</ul>
    <p>${t("about-limits")}</p>
    ${
      clinic &&
      html`<h2><bdi>${clinic.name}</bdi></h2>
      <p class="quiet lines"><bdi>${clinic.address}</bdi></p>
      <p>${t("about-clinic-words")}</p>
      <${WordList} words=${clinic.words} label=${t("clinic-words")} />`
    }
    <p><a href="/privacy">${t("privacy-title")}</a></p>
  <//>`;
}
