// A page or file, large, with zoom. What is no picture says so and keeps its name.

import { Button } from "../components/button.js";
import { ErrorNotice } from "../components/error-notice.js";
import { useNear } from "../components/near.js";
import { Notice } from "../components/notice.js";
import { PagePicture } from "../components/page-picture.js";
import { usePicture } from "../components/picture.js";
import { Progress } from "../components/progress.js";
import { html, useSignal } from "../framework.js";
import { showSize, t } from "../i18n.js";
import { pageImage } from "./acts.js";

const ZOOMS = [1, 1.5, 2, 3, 4];
const nothing = async () => null;

/**
 * @param {{app: import("../../acts/app.js").App, page: import("../../acts/app.js").PageView, number: number}} properties
 */
export function PageViewer({ app, page, number }) {
  const isPicture = page.mediaType.startsWith("image/");
  const step = useSignal(0);
  const { box, isNear, heightPx } = useNear();
  const shown = [page.envelopeId, page.scan?.corners?.join(), page.scan?.bends?.join(), page.scan?.look];
  const load = (/** @type {boolean} */ isEnlarged) => async (/** @type {AbortSignal} */ signal) =>
    await pageImage(app, page.envelopeId, { thumbnail: false, isEnlarged, signal });
  const picture = usePicture(isPicture && isNear ? load(false) : nothing, [...shown, isNear]);
  const isEnlarged = isNear && step.value > 0;
  const enlarged = usePicture(isPicture && isEnlarged ? load(true) : nothing, [...shown, isEnlarged]);
  if (!isPicture) {
    return html`<${Notice} icon="document"><p><strong><bdi>${page.name}</bdi></strong></p>
      <p>${t("file-kept", { size: showSize(page.sizeBytes) })}</p><//>`;
  }
  const { error } = picture;
  const problem = error ?? enlarged.error;
  // Until the enlarged picture is there, and where it fails, the first one stays.
  const address = enlarged.address ?? picture.address;
  return html`<div class="stack-tight" ref=${box} style=${{ minBlockSize: address ? undefined : `${heightPx}px` }}>
    ${Boolean(problem) && html`<${ErrorNotice} error=${problem} />`}
    ${
      address &&
      html`<${PagePicture} address=${address} description=${t("page-picture", { number })}
        rotationDegrees=${page.rotationDegrees} zoom=${ZOOMS[step.value] ?? 1} />`
    }
    ${!address && !error && html`<div class="page-picture page-picture-waiting"><${Progress} label=${t("loading")} /></div>`}
    ${!error && html`<${Zoom} step=${step} />`}
  </div>`;
}

/** @param {{step: import("../framework.js").Signal<number>}} properties */
function Zoom({ step }) {
  return html`<div class="row zoom">
    <${Button} icon="minus" unavailable=${step.value === 0} onPress=${() => {
      step.value -= 1;
    }}>${t("zoom-out")}<//>
    <${Button} icon="add" unavailable=${step.value === ZOOMS.length - 1} onPress=${() => {
      step.value += 1;
    }}>${t("zoom-in")}<//>
  </div>`;
}
