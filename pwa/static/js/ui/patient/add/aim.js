// The page in the camera's picture, with a line around it, what to do, and the photo taken by itself when all is still.

import { html, useEffect, useRef, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { aimCamera } from "../acts.js";

/** So long a sentence stays, so that it can be read. */
const LEAST_READ_MS = 900;

/**
 * @typedef {import("../../../acts/aim-camera.js").Aim} Aim
 * @typedef {object} Aiming
 * @property {import("../../framework.js").ReadonlySignal<Aim | null>} aim null where pages can't be found here
 * @property {import("../../framework.js").ReadonlySignal<Aim["guidance"] | null>} guidance the one to be read now
 * @property {import("../../framework.js").ReadonlySignal<boolean>} isPossible
 */

/**
 * @param {import("../../../acts/app.js").App} app
 * @param {HTMLVideoElement | null} video once its picture is there
 * @param {() => Promise<void>} onSteady
 * @returns {Aiming}
 */
export function useAim(app, video, onSteady) {
  const aim = useSignal(/** @type {Aim | null} */ (null));
  const guidance = useSignal(/** @type {Aim["guidance"] | null} */ (null));
  const isPossible = useSignal(app.scanning.canFind);
  const newest = useRef(onSteady);
  newest.current = onSteady;
  useEffect(() => {
    if (!video || !isPossible.value) return undefined;
    const stop = new AbortController();
    let changedMs = 0;
    const onAim = (/** @type {Aim} */ now) => {
      aim.value = now;
      if (now.guidance === guidance.value || performance.now() - changedMs < LEAST_READ_MS) return;
      guidance.value = now.guidance;
      changedMs = performance.now();
    };
    const options = { signal: stop.signal, onAim, onSteady: () => newest.current() };
    // Where it does not come, the person aims and taps, as with any camera.
    aimCamera(app, video, options).catch(() => {
      isPossible.value = false;
      aim.value = null;
      guidance.value = null;
    });
    return () => stop.abort();
  }, [video]);
  return { aim, guidance, isPossible };
}

/** Over the camera's picture, which keeps its shape in the same box. @param {{aiming: Aiming, video: HTMLVideoElement | null}} properties */
export function AimOutline({ aiming, video }) {
  const outline = aiming.aim.value?.outline;
  if (!video || !outline) return null;
  const { videoWidth: width, videoHeight: height } = video;
  const points = outline.map(({ x, y }) => `${x * width},${y * height}`).join(" ");
  return html`<svg class="camera-outline" viewBox=${`0 0 ${width} ${height}`} preserveAspectRatio="xMidYMid meet" aria-hidden="true"
    data-steady=${aiming.guidance.value === "steady"}><polygon points=${points} /></svg>`;
}

/** @param {{aiming: Aiming}} properties */
export function AimWords({ aiming }) {
  const now = aiming.guidance.value;
  return html`<p class="camera-words" role="status">${now ? t(`aim-${now}`) : t("camera-hint")}</p>`;
}
