// "Add a record": the parts of the address choose between pages, one page, camera, and naming.

import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { Gone } from "../../shared/gone.js";
import { CameraScreen } from "./camera.js";
import { EdgesScreen } from "./edges.js";
import { JoinScreen } from "./join.js";
import { LookScreen } from "./look.js";
import { useLooking } from "./looking.js";
import { NameScreen } from "./name.js";
import { PageScreen } from "./page.js";
import { PagesScreen } from "./pages.js";
import { shownPages } from "./removed-page.js";
import { ValuesScreen } from "./values.js";

/**
 * @typedef {object} DraftInput
 * @property {import("../../../acts/app.js").App} app
 * @property {import("../memory.js").Memory} memory
 * @property {import("../../../acts/app.js").DraftView} draft
 * @property {import("../../../acts/app.js").PageView[]} pages those that are not taken away
 * @property {import("./looking.js").Looking} looking
 * @property {readonly string[]} path
 */

/** @param {import("../memory.js").ScreenInput} input */
export function DraftScreen({ app, memory, path }) {
  const [draftId = "", part = "", envelopeId = "", what = ""] = path;
  const draft = app.drafts.value.find((one) => one.draftId === draftId);
  const looking = useLooking(app, draft, { isAiming: part === "camera" });
  if (app.caseView.value === null) {
    return html`<${Screen} title=${t("add-record")} parent=${[]}><${Progress} label=${t("loading")} /><//>`;
  }
  if (!draft) return html`<${Gone} />`;
  const input = { app, memory, draft, pages: shownPages(draft, memory), looking, path };
  if (part === "camera") return html`<${CameraScreen} ...${input} replaces=${envelopeId} />`;
  if (part === "page" && what === "edges")
    return html`<${EdgesScreen} ...${input} envelopeId=${envelopeId} />`;
  if (part === "page" && what === "look") return html`<${LookScreen} ...${input} envelopeId=${envelopeId} />`;
  if (part === "page") return html`<${PageScreen} ...${input} envelopeId=${envelopeId} />`;
  if (part === "join") return html`<${JoinScreen} ...${input} />`;
  if (part === "values") return html`<${ValuesScreen} ...${input} />`;
  if (part === "name") return html`<${NameScreen} ...${input} />`;
  return html`<${PagesScreen} ...${input} />`;
}
