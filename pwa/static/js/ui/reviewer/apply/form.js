// The application: what patients will read about this reviewer.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ChooseSome } from "../../components/choice.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Screen } from "../../components/screen.js";
import { TextField } from "../../components/text-field.js";
import { html, useEffect, useSignal } from "../../framework.js";
import { showLanguages, t } from "../../i18n.js";
import { goInstead } from "../../router.js";
import { apply, keptApplication } from "../acts.js";
import { SettingsLink } from "../trouble.js";

/** Languages of Europe's and its patients' larger groups; an announcement holds at most 20 of them. */
const LANGUAGES = Object.freeze([
  ...["en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "ru", "uk", "ar", "fa", "ro", "el", "hr", "cs"],
  ...["hu", "sv", "vi", "zh", "hi"],
]);
const MOST_LANGUAGES = 20;
const NAME_LENGTH = 200;
const CREDENTIALS_LENGTH = 500;

/** @param {import("../memory.js").ScreenInput} input */
export function ApplyForm({ app }) {
  const form = { name: useSignal(""), specialty: useSignal(""), credentials: useSignal("") };
  const languages = useSignal(/** @type {ReadonlySet<string>} */ (new Set()));
  const tried = useSignal(false);
  const missing = {
    name: !form.name.value.trim(),
    specialty: !form.specialty.value.trim(),
    languages: languages.value.size === 0 || languages.value.size > MOST_LANGUAGES,
  };
  const problemOf = (/** @type {keyof typeof missing} */ field) =>
    tried.value && missing[field] ? t(`apply-${field}-missing`) : null;
  const load = useAct(async () => {
    const kept = await keptApplication(app);
    form.name.value = kept.name;
    form.specialty.value = kept.specialty;
    form.credentials.value = kept.credentials;
    languages.value = new Set(kept.languages);
  });
  const send = useAct(async () => {
    tried.value = true;
    if (missing.name || missing.specialty || missing.languages) return;
    const inOrder = LANGUAGES.filter((code) => languages.value.has(code));
    const { name, specialty, credentials } = form;
    const written = { name: name.value, specialty: specialty.value, credentials: credentials.value };
    await apply(app, { ...written, languages: inOrder });
    goInstead();
  });
  useEffect(() => {
    load.run();
  }, []);
  return html`<${Screen} title=${t("apply-title")} head=${html`<${SettingsLink} />`}
    foot=${html`<${Button} kind="main" wide icon="send" busy=${send.busy.value} onPress=${send.run}>${t("apply-send")}<//>`}>
    <p class="lead">${t("apply-lead")}</p>
    <${TextField} label=${t("apply-name")} hint=${t("apply-name-hint")} value=${form.name} problem=${problemOf("name")}
      maxLength=${NAME_LENGTH} autocomplete="name" />
    <${TextField} label=${t("apply-specialty")} hint=${t("apply-specialty-hint")} value=${form.specialty}
      problem=${problemOf("specialty")} maxLength=${NAME_LENGTH} />
    <${TextField} label=${t("apply-credentials")} hint=${t("apply-credentials-hint")} value=${form.credentials}
      maxLength=${CREDENTIALS_LENGTH} />
    <div class="languages"><${ChooseSome} legend=${t("apply-languages")} value=${languages} problem=${problemOf("languages")}
      options=${LANGUAGES.map((code) => ({ value: code, label: showLanguages([code]) }))} /></div>
    <${ErrorNotice} error=${load.error.value ?? send.error.value} />
  <//>`;
}
