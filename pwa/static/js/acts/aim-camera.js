// While a person aims the camera at a page: where the page is, what to tell the person, and when to release.

import { SteadyPage } from "../scan/steady-page.js";

/** Where the camera gives no picture, or somebody else uses the worker, there is no hurry. */
const WAIT_MS = 60;

/**
 * @typedef {import("../scan/steady-page.js").Guidance} Guidance
 * @typedef {import("../scan/plane.js").Outline} Outline
 * @typedef {{outline: Outline | null, guidance: Guidance}} Aim outline: from 0 to 1 of the picture
 */

/**
 * Looks at one picture after the other until `signal` says stop.
 * @param {import("./app.js").App} app
 * @param {HTMLVideoElement} video
 * @param {{signal: AbortSignal, onAim: (aim: Aim) => void, onSteady: () => Promise<void>}} options onSteady: take the photo;
 *   the next one is waited for until it is taken
 * @throws {import("../errors.js").SecondLookError} where pages can't be found on this device, or not now
 */
export async function aimCamera(app, video, { signal, onAim, onSteady }) {
  const steady = new SteadyPage();
  while (!signal.aborted) {
    const frame = await frameOf(video);
    if (!frame) {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      continue;
    }
    const seen = await app.scanning.seeFrame(frame);
    if (signal.aborted) return;
    const guidance = steady.take(seen, performance.now());
    onAim({ outline: seen.outline, guidance });
    if (guidance === "steady") {
      steady.released();
      await onSteady();
    }
    // The page's other work comes first.
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/**
 * A frame is handed over as it is, where the browser has frames: making it small is the worker's work.
 * @param {HTMLVideoElement} video @returns {Promise<VideoFrame | ImageBitmap | null>} null while there is no picture
 */
async function frameOf(video) {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  return "VideoFrame" in globalThis ? new VideoFrame(video) : await createImageBitmap(video);
}
