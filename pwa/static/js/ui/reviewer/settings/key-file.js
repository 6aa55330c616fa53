// Key file for my own computer: what the tool needs to open cases there, locked by a passphrase.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { Screen } from "../../components/screen.js";
import { TextField } from "../../components/text-field.js";
import { html, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { makeOwnKeyFile } from "../acts.js";
import { saveFile } from "../../shared/save-file.js";

const LEAST_CHARACTERS = 16;
const MOST_CHARACTERS = 250;

/** @param {import("../memory.js").ScreenInput} input */
export function KeyFile({ app }) {
  const passphrase = useSignal("");
  const again = useSignal("");
  const tried = useSignal(false);
  const saved = useSignal("");
  const tooShort = [...passphrase.value].length < LEAST_CHARACTERS;
  const differs = passphrase.value !== again.value;
  const make = useAct(async () => {
    tried.value = true;
    saved.value = "";
    if (tooShort || differs) return;
    await nextPicture();
    const made = await makeOwnKeyFile(app, passphrase.value);
    saveFile(made);
    saved.value = made.name;
    passphrase.value = "";
    again.value = "";
    tried.value = false;
  });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    make.run();
  };
  return html`<${Screen} title=${t("key-file-title")} parent=${["settings"]}
    foot=${html`<${Button} kind="main" wide icon="down" busy=${make.busy.value} onPress=${make.run}>${t("key-file-make")}<//>`}>
    <p class="lead">${t("key-file-lead")}</p>
    <${Notice} kind="care" icon="lock"><p>${t("key-file-care")}</p><//>
    <form class="stack" onSubmit=${submit}>
    <${TextField} label=${t("key-file-passphrase")} hint=${t("key-file-hint", { count: LEAST_CHARACTERS })} type="password"
      autocomplete="new-password" value=${passphrase} maxLength=${MOST_CHARACTERS}
      problem=${tried.value && tooShort ? t("key-file-short", { count: LEAST_CHARACTERS }) : null} />
    <${TextField} label=${t("key-file-again")} type="password" autocomplete="new-password" value=${again}
      maxLength=${MOST_CHARACTERS} problem=${tried.value && !tooShort && differs ? t("key-file-differs") : null} />
    </form>
    ${saved.value && html`<${Notice} kind="good" role="status"><p><strong>${t("key-file-saved", { name: saved.value })}</strong></p><p>${t("key-file-next")}</p><//>`}
    <${ErrorNotice} error=${make.error.value} />
  <//>`;
}

/** Stretching the passphrase takes a second in which nothing is drawn: the busy button is drawn before. */
function nextPicture() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
