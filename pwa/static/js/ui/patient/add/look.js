// How a page is shown, with the page below as it then looks.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ChooseOne } from "../../components/choice.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Screen } from "../../components/screen.js";
import { html, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { goBack } from "../../router.js";
import { Gone } from "../../shared/gone.js";
import { LOOKS, setLook } from "../acts.js";
import { PageViewer } from "../page-viewer.js";
import { Verdict } from "./verdict.js";

/** @param {import("./draft.js").DraftInput & {envelopeId: string}} input */
export function LookScreen({ app, draft, pages, envelopeId }) {
  const place = pages.findIndex((one) => one.envelopeId === envelopeId);
  const page = pages[place];
  const chosen = useSignal(/** @type {string} */ (page?.scan?.look ?? LOOKS[0]));
  const change = useAct(async () => {
    /** @type {string} */
    let last;
    // The one that was tapped last counts, also while another one is being drawn.
    do {
      last = chosen.value;
      await setLook(app, draft.draftId, envelopeId, LOOKS.find((look) => look === last) ?? LOOKS[0]);
    } while (last !== chosen.value);
  });
  if (!page?.scan) return html`<${Gone} />`;
  const options = LOOKS.map((value) => ({ value, label: t(`look-${value}`) }));
  const now = LOOKS.find((look) => look === chosen.value) ?? LOOKS[0];
  return html`<${Screen} title=${t("look-title")} parent=${["add", draft.draftId, "page", envelopeId]}
    foot=${html`<${Button} kind="main" wide icon="check" busy=${change.busy.value}
      onPress=${() => goBack("add", draft.draftId, "page", envelopeId)}>${t("look-done")}<//>`}>
    <div class="beside">
      <${ChooseOne} legend=${t("look-title")} hiddenLegend options=${options} value=${chosen} onChoose=${change.run} />
    </div>
    <p role="status">${t(`look-${now}-why`)}</p>
    <${ErrorNotice} error=${change.error.value} />
    ${page.scan.look === "film" && html`<${Verdict} page=${page} />`}
    <${PageViewer} app=${app} page=${page} number=${place + 1} />
    <p class="quiet">${t("look-hint")}</p>
  <//>`;
}
