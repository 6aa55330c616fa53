// The camera inside the page: several pages one after the other, with a frame, a big shutter and a counter.

import { announce } from "../../announce.js";
import { Button } from "../../components/button.js";
import { CameraView } from "../../components/camera-view.js";
import { FilePick } from "../../components/file-pick.js";
import { Screen } from "../../components/screen.js";
import { html, useSignal } from "../../framework.js";
import { Icon } from "../../icons.js";
import { t } from "../../i18n.js";
import { goBack, goInstead } from "../../router.js";
import { AimOutline, AimWords, useAim } from "./aim.js";
import { IntakeNotices } from "./intake-notices.js";
import { intakeOf } from "./intake.js";
import { Verdict, verdictOf } from "./verdict.js";

const JPEG_QUALITY = 0.92;
/** The largest canvas that every phone can hold is 16 777 216 pixels. */
const MOST_PIXELS = 16_000_000;

/** @param {import("./draft.js").DraftInput & {replaces: string}} input `replaces`: the page that is taken again */
export function CameraScreen({ app, memory, draft, pages, replaces }) {
  const video = useSignal(/** @type {HTMLVideoElement | null} */ (null));
  const taking = useSignal(false);
  const byItself = useSignal(!replaces);
  /** The page of which the next photo is taken again. */
  const again = useSignal(replaces);
  const intake = intakeOf(app, memory, draft.draftId);
  const done = () => goBack("add", draft.draftId);
  const keep = async (/** @type {File[]} */ photos) => {
    const wanted = again.value;
    if (!replaces) {
      again.value = "";
      await intake.take(photos, wanted ? { replaces: wanted } : {});
      return;
    }
    const place = draft.pages.findIndex((page) => page.envelopeId === replaces);
    await intake.take(photos, { replaces });
    const fresh = app.drafts.value.find((one) => one.draftId === draft.draftId)?.pages[place];
    if (fresh && fresh.envelopeId !== replaces) goInstead("add", draft.draftId, "page", fresh.envelopeId);
  };
  const shoot = async () => {
    if (!video.value || taking.value) return;
    taking.value = true;
    try {
      const photo = await photograph(video.value);
      announce(t("photo-taken"));
      await keep([photo]);
    } finally {
      taking.value = false;
    }
  };
  const aiming = useAim(app, video.value, async () => {
    if (byItself.value) await shoot();
  });
  const last = pages.at(-1);
  const ready = video.value !== null;
  const count = pages.length + intake.waiting.value;
  return html`<${Screen} title=${replaces ? t("page-again") : t("camera-title")} parent=${["add", draft.draftId]} bare class="screen-camera"
    foot=${html`
      <div class="shutter-row">
        <span class="shutter-count" role="status">${replaces ? "" : t("pages-count", { count })}</span>
        <button type="button" class="shutter" aria-label=${t("shutter")} aria-disabled=${!ready || taking.value} onClick=${shoot}>
          <${Icon} name="camera" /></button>
        <${Button} unavailable=${intake.waiting.value > 0} onPress=${done}>${t("done")}<//>
      </div>`}>
    ${!replaces && last && html`<${LastPage} page=${last} number=${pages.length} again=${again} />`}
    <${AimWords} aiming=${aiming} />
    <${CameraView} label=${t("camera-picture")} onReady=${(
      /** @type {HTMLVideoElement | null} */ element,
    ) => {
      video.value = element;
    }}>
      ${aiming.aim.value === null && html`<div class="camera-frame" aria-hidden="true"></div>`}
      <${AimOutline} aiming=${aiming} video=${video.value} />
    <//>
    ${
      aiming.isPossible.value &&
      html`<${Button} icon=${byItself.value ? "check" : "close"} pressed=${byItself.value} onPress=${() => {
        byItself.value = !byItself.value;
      }}>${t("camera-by-itself")}<//>`
    }
    <${IntakeNotices} intake=${intake} />
    ${!ready && html`<${FilePick} icon="camera" camera label=${t("take-photo")} onFiles=${keep} />`}
  <//>`;
}

/**
 * Where the newest page can't be read: why, and the way to take it again at once.
 * @param {{page: import("../../../acts/app.js").PageView, number: number,
 *   again: import("../../framework.js").Signal<string>}} properties
 */
function LastPage({ page, number, again }) {
  if (page.scan === null || verdictOf(page.scan) !== "retake") return null;
  if (again.value === page.envelopeId) return html`<p role="status">${t("camera-again", { number })}</p>`;
  return html`<section class="stack-tight" aria-label=${t("page-number", { number })}>
    <${Verdict} page=${page} />
    <${Button} icon="camera" onPress=${() => {
      again.value = page.envelopeId;
    }}>${t("page-again")}<//>
  </section>`;
}

/** @param {HTMLVideoElement} video @returns {Promise<File>} a JPEG of what the camera sees now */
async function photograph(video) {
  const pixels = video.videoWidth * video.videoHeight;
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / Math.max(pixels, 1)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY));
  // An old phone needs the memory back at once.
  canvas.width = 0;
  canvas.height = 0;
  if (!blob) throw new Error("the camera's picture could not be kept");
  return new File([blob], `${t("photo-name")}.jpg`, { type: "image/jpeg" });
}
