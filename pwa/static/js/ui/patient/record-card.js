// A record in a list: its first page, its name, and where it is now.

import { CardLink } from "../components/card.js";
import { Thumbnail } from "../components/thumbnail.js";
import { html } from "../framework.js";
import { Icon } from "../icons.js";
import { showRecordDate, t } from "../i18n.js";
import { addressOf } from "../router.js";
import { pictureKey, thumbnailOf } from "./add/page-grid.js";
import { kindIcons } from "../shared/kinds.js";

/** @typedef {import("../../acts/app.js").RecordView} RecordView */

const STATES = /** @type {const} */ ({
  "on-device": { icon: "device", look: "care" },
  sending: { icon: "up", look: "care" },
  sent: { icon: "check", look: "good" },
});

/** @param {{app: import("../../acts/app.js").App, record: RecordView}} properties */
export function RecordCard({ app, record }) {
  return html`<${CardLink} href=${addressOf("record", record.recordId)} title=${html`<bdi>${record.title}</bdi>`}
    before=${html`<${RecordThumbnail} app=${app} record=${record} />`}>
    <span class="small quiet">${recordLine(record)}</span>
    <${RecordState} record=${record} />
  <//>`;
}

/**
 * Its first page.
 * @param {{app: import("../../acts/app.js").App, record: Pick<RecordView, "pages"> & {kind?: string}}} properties
 */
export function RecordThumbnail({ app, record: { pages, kind = "" } }) {
  const first = pages[0];
  return html`<${Thumbnail} small description="" pictureKey=${first && pictureKey(first)} icon=${kindIcons[kind] ?? "document"}
    rotationDegrees=${first?.rotationDegrees ?? 0} load=${async () => (first ? await thumbnailOf(app, first) : null)} />`;
}

/** @param {import("../../acts/app.js").DraftView} draft @returns {string} also where nothing was said about it yet */
export function draftTitle({ title, kind }) {
  return title ?? (kind ? t(`kind-${kind}`) : t("home-draft"));
}

/** "3 March 2026 · City Hospital · 2 pages". @param {RecordView} record */
export function recordLine(record) {
  return [showRecordDate(record.date), record.source, t("pages-count", { count: record.pages.length })]
    .filter(Boolean)
    .join(" · ");
}

/** @param {{record: RecordView}} properties */
export function RecordState({ record }) {
  if (record.problem)
    return html`<span class="state state-problem"><${Icon} name="problem" />${t("record-problem")}</span>`;
  const { icon, look } = STATES[record.state];
  return html`<span class=${`state state-${look}`}><${Icon} name=${icon} />${t(`record-${record.state}`)}</span>`;
}
