// What is it, from when, from where. Only the kind is needed; all else may stay empty.

import { plainText } from "../../../acts/plain-text.js";
import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ChooseOne } from "../../components/choice.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Screen } from "../../components/screen.js";
import { TextField } from "../../components/text-field.js";
import { html, useEffect, useRef, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { goInstead } from "../../router.js";
import { describeDraft, finishDraft, rememberPerson } from "../acts.js";
import { kindIcons, kinds } from "../../shared/kinds.js";
import { DateFields, setDateFields, useDateFields } from "./date-fields.js";
import { FoundOnPages, useFound } from "./found.js";

const TITLE_LIMIT = 200;
const SAVE_AFTER_MS = 600;

/** @param {import("./draft.js").DraftInput} input */
export function NameScreen({ app, draft, pages, looking }) {
  const kind = useSignal(draft.kind ?? "");
  const title = useSignal(draft.title ?? "");
  const source = useSignal(draft.source ?? "");
  const date = useDateFields(draft.date ?? null);
  const asked = useSignal(false);
  const described = {
    kind: kind.value || undefined,
    title: plainText(title.value) || undefined,
    source: plainText(source.value) || undefined,
    date: date.answer.problem ? null : date.answer.date,
  };
  const { found, again } = useFound(app, pages);
  const isUsed = useSignal(false);
  const use = (/** @type {import("./found.js").Found} */ { proposals, person, other }) => {
    kind.value = proposals.kind ?? kind.value;
    source.value = proposals.source ?? source.value;
    if (proposals.date) setDateFields(date, proposals.date);
    // Only to be asked when other pages name somebody else; where it is not kept, nothing is asked.
    if (person && !other) rememberPerson(app, person).then(again, () => {});
    isUsed.value = true;
  };
  useSavedSoon(app, draft.draftId, described);
  const keep = useAct(async () => {
    asked.value = true;
    const { date: known, problem } = date.answer;
    if (!kind.value || problem) return;
    await finishDraft(app, draft.draftId, {
      kind: kind.value,
      title: described.title ?? t(`kind-${kind.value}`),
      date: known,
      source: described.source ?? "",
      values: draft.values ?? [],
    });
    goInstead();
  });
  return html`<${Screen} title=${t("name-title")} parent=${["add", draft.draftId]}
    foot=${html`<${Button} kind="main" wide icon="check" busy=${keep.busy.value} unavailable=${pages.length === 0} onPress=${keep.run}>${t("name-keep")}<//>`}>
    <${FoundOnPages} app=${app} draft=${draft} toRead=${looking.toRead} found=${found}
      isUsed=${isUsed.value || Boolean(draft.kind)} onUse=${use} onPerson=${again} />
    <${ChooseOne} legend=${t("name-kind")} value=${kind}
      options=${kinds.map((value) => ({ value, label: t(`kind-${value}`), icon: kindIcons[value] }))}
      problem=${asked.value && !kind.value ? t("name-kind-missing") : null} />
    <${DateFields} fields=${date} show=${asked.value} />
    <${TextField} label=${t("name-source")} hint=${t("name-source-hint")} value=${source} maxLength=${TITLE_LIMIT} />
    <${TextField} label=${t("name-own")} hint=${t("name-own-hint")} value=${title} maxLength=${TITLE_LIMIT} />
    <p class="quiet">${t("name-private")}</p>
    ${asked.value && !kind.value && html`<p role="alert" class="field-problem">${t("name-kind-missing")}</p>`}
    <${ErrorNotice} error=${keep.error.value} />
  <//>`;
}

/**
 * What was typed is kept, sealed, before the phone rings.
 * @param {import("../../../acts/app.js").App} app
 * @param {string} draftId
 * @param {{kind?: string, title?: string, source?: string, date: string | null}} described
 */
function useSavedSoon(app, draftId, described) {
  const words = JSON.stringify(described);
  const saved = useRef(words);
  const save = useRef(() => {});
  save.current = () => {
    if (saved.current === words) return;
    saved.current = words;
    // A draft that was finished meanwhile needs no saving; anything else shows when the person taps "Keep".
    describeDraft(app, draftId, described).catch(() => {});
  };
  useEffect(() => {
    const timer = setTimeout(() => save.current(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(() => {
    const saveNow = () => save.current();
    document.addEventListener("visibilitychange", saveNow);
    return () => {
      document.removeEventListener("visibilitychange", saveNow);
      saveNow();
    };
  }, []);
}
