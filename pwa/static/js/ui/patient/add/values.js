// Laboratory values that were read on the pages, each beside the picture of its line: the person compares, corrects, leaves
// out, and keeps them.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { Tick } from "../../components/choice.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { LinePicture } from "../../components/line-picture.js";
import { Notice } from "../../components/notice.js";
import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { TextField } from "../../components/text-field.js";
import { html, signal, useMemo, useRef, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { goBack } from "../../router.js";
import { describeDraft, pageImage } from "../acts.js";
import { useFound } from "./found.js";

/** @typedef {import("../../../acts/found-on-pages.js").FoundValue} FoundValue */
/**
 * @typedef {object} Row
 * @property {FoundValue} value
 * @property {import("../../framework.js").Signal<string>} amount as the person leaves it
 * @property {import("../../framework.js").Signal<boolean>} isWanted
 */

const AMOUNT = /^[<>]?\s?\d{1,7}(?:[.,]\d{1,3})?$/;
const AMOUNT_LENGTH = 13;

/** @param {import("./draft.js").DraftInput} input */
export function ValuesScreen({ app, draft, pages }) {
  const { found } = useFound(app, pages);
  const known = useRef(/** @type {Map<string, Row>} */ (new Map()));
  const rows = (found?.values ?? []).map((value) => {
    // What was typed stays when another page has been read.
    const row = known.current.get(value.analyte) ?? rowOf(value, draft.values);
    known.current.set(value.analyte, row);
    return row;
  });
  const asked = useSignal(false);
  const keep = useAct(async () => {
    asked.value = true;
    const wanted = rows.filter(({ isWanted }) => isWanted.value);
    if (!wanted.every(({ amount }) => AMOUNT.test(amount.value.trim()))) return;
    await describeDraft(app, draft.draftId, {
      values: wanted.map(({ value: { analyte, unit, envelopeId }, amount }) => ({
        amount: amount.value.replace(/\s/g, "").replace(",", "."),
        analyte,
        envelopeId,
        unit,
      })),
    });
    goBack("add", draft.draftId, "name");
  });
  const pictures = useMemo(() => new Map(), []);
  /** @param {string} envelopeId @returns {Promise<ImageBitmap | null>} of each page one */
  const pictureOf = (envelopeId) => {
    const known = pictures.get(envelopeId) ?? drawable(app, envelopeId);
    pictures.set(envelopeId, known);
    return known;
  };
  const toLookAt = rows.filter(({ value }) => !value.isSure).length;
  return html`<${Screen} title=${t("values-title")} parent=${["add", draft.draftId, "name"]}
    foot=${html`<${Button} kind="main" wide icon="check" busy=${keep.busy.value} unavailable=${!found} onPress=${keep.run}>${t("values-keep")}<//>`}>
    ${!found && html`<${Progress} label=${t("loading")} />`}
    <p>${t("values-why")}</p>
    ${toLookAt > 0 && html`<${Notice} kind="care"><p>${t("values-unsure", { count: toLookAt })}</p><//>`}
    ${rows.map((row) => html`<${ValueRow} key=${row.value.analyte} row=${row} pictureOf=${pictureOf} show=${asked.value} />`)}
    <${ErrorNotice} error=${keep.error.value} />
  <//>`;
}

/**
 * Of a page of which some values were kept, the others were left out; of any other page, all are proposed.
 * @param {FoundValue} value
 * @param {import("../../../acts/drafts.js").ComparedValue[]} [before] that the person kept already
 * @returns {Row}
 */
function rowOf(value, before = []) {
  const kept = before.find(({ analyte }) => analyte === value.analyte);
  return {
    value,
    amount: signal(kept?.amount ?? value.amount),
    isWanted: signal(kept !== undefined || !before.some(({ envelopeId }) => envelopeId === value.envelopeId)),
  };
}

/** @param {import("../../../acts/app.js").App} app @param {string} envelopeId */
async function drawable(app, envelopeId) {
  const picture = await pageImage(app, envelopeId, { thumbnail: false, isEnlarged: true });
  return picture && (await createImageBitmap(picture));
}

/** @param {{row: Row, pictureOf: (envelopeId: string) => Promise<ImageBitmap | null>, show: boolean}} properties */
function ValueRow({ row: { value, amount, isWanted }, pictureOf, show }) {
  const { analyte, unit, isSure, boxes, envelopeId, turnDegrees } = value;
  const isBad = show && isWanted.value && !AMOUNT.test(amount.value.trim());
  return html`<section class="card stack-tight" aria-label=${analyte}>
    <${LinePicture} load=${() => pictureOf(envelopeId)} boxes=${boxes} turnDegrees=${turnDegrees} description=${t("values-line", { analyte })} />
    ${!isSure && html`<p class="state-care"><strong>${t("values-check")}</strong></p>`}
    <${TextField} label=${unit ? t("values-amount", { analyte, unit }) : analyte} value=${amount} inputMode="decimal"
      maxLength=${AMOUNT_LENGTH} problem=${isBad ? t("values-no-number") : null} />
    <${Tick} value=${isWanted} label=${t("values-wanted")} />
  </section>`;
}
