// One page, large: can it be read? Turn, take again, move, delete.

import { useAct } from "../../act.js";
import { announce } from "../../announce.js";
import { Button, LinkButton } from "../../components/button.js";
import { hasCamera } from "../../components/camera-view.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { FilePick } from "../../components/file-pick.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { addressOf, goBack, goInstead } from "../../router.js";
import { keepAsTheyAre, movePage, rotatePage } from "../acts.js";
import { Gone } from "../../shared/gone.js";
import { PageViewer } from "../page-viewer.js";
import { IntakeNotices } from "./intake-notices.js";
import { intakeOf } from "./intake.js";
import { beginRecordAt } from "./moved-pages.js";
import { hidePage } from "./removed-page.js";
import { Verdict, verdictOf } from "./verdict.js";

/** @param {import("./draft.js").DraftInput & {envelopeId: string}} input */
export function PageScreen({ app, memory, draft, pages, looking, envelopeId }) {
  const place = pages.findIndex((page) => page.envelopeId === envelopeId);
  const page = pages[place];
  const intake = intakeOf(app, memory, draft.draftId);
  const change = useAct(async (/** @type {() => Promise<unknown>} */ act) => {
    await act();
  });
  if (!page) return html`<${Gone} />`;
  const move = (/** @type {number} */ to) =>
    change.run(async () => {
      await movePage(app, draft.draftId, envelopeId, to);
      announce(t("page-moved", { number: to + 1, total: pages.length }));
    });
  const remove = () =>
    change.run(async () => {
      await hidePage(app, memory, { draftId: draft.draftId, envelopeId, number: place + 1 });
      goBack("add", draft.draftId);
    });
  const begin = () =>
    change.run(async () => {
      await beginRecordAt(app, memory, draft, { envelopeId, number: place + 1, last: pages.length });
      goBack("add", draft.draftId);
    });
  const again = async (/** @type {File[]} */ files) => {
    await intake.take(files, { replaces: envelopeId });
    const fresh = app.drafts.value.find((one) => one.draftId === draft.draftId)?.pages[place];
    if (fresh) goInstead("add", draft.draftId, "page", fresh.envelopeId);
  };
  const keep = () =>
    change.run(async () => {
      await keepAsTheyAre(app, draft.draftId, [envelopeId]);
      goBack("add", draft.draftId);
    });
  const mustRetake = page.scan !== null && verdictOf(page.scan) === "retake";
  const isPhoto = page.mediaType.startsWith("image/");
  const canTurn = isPhoto || page.mediaType === "application/pdf";
  return html`<${Screen} title=${t("page-of", { number: place + 1, total: pages.length })} parent=${["add", draft.draftId]}
    foot=${
      mustRetake
        ? html`<${FilePick} kind="main" icon="camera" camera label=${t("page-again")} onFiles=${again} />
            <${Button} wide busy=${change.busy.value} onPress=${keep}>${t("page-keep")}<//>`
        : html`<${Button} kind="main" wide icon="check" onPress=${() => goBack("add", draft.draftId)}>${t("page-good")}<//>`
    }>
    ${
      isPhoto
        ? html`<${Verdict} page=${page} isUnseen=${looking.unseen.has(envelopeId)} />`
        : html`<p><bdi>${page.name}</bdi></p>`
    }
    <${PageViewer} app=${app} page=${page} number=${place + 1} />
    <${IntakeNotices} intake=${intake} />
    <${ErrorNotice} error=${change.error.value} />
    <div class="tools">
      ${
        isPhoto &&
        html`<${LinkButton} icon="scan" href=${addressOf("add", draft.draftId, "page", envelopeId, "edges")}>${t("edges-set")}<//>`
      }
      ${
        page.scan &&
        html`<${LinkButton} icon="eye" href=${addressOf("add", draft.draftId, "page", envelopeId, "look")}>${t("look-set")}<//>`
      }
      ${canTurn && html`<${Button} icon="turn" onPress=${() => change.run(() => rotatePage(app, draft.draftId, envelopeId, 90))}>${t("page-turn")}<//>`}
      ${isPhoto && !mustRetake && html`<${FilePick} icon="camera" camera label=${t("page-again")} onFiles=${again} />`}
      ${
        isPhoto &&
        hasCamera() &&
        html`<${Button} icon="document" onPress=${() => goInstead("add", draft.draftId, "camera", envelopeId)}>${t("page-again-here")}<//>`
      }
      <${Button} icon="earlier" unavailable=${place === 0} onPress=${() => move(place - 1)}>${t("page-earlier")}<//>
      <${Button} icon="later" unavailable=${place === pages.length - 1} onPress=${() => move(place + 1)}>${t("page-later")}<//>
      ${place > 0 && html`<${Button} icon="scissors" unavailable=${intake.waiting.value > 0} onPress=${begin}>${t("split-here")}<//>`}
      <${Button} kind="danger" icon="trash" onPress=${remove}>${t("page-delete")}<//>
    </div>
  <//>`;
}
