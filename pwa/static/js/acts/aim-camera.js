// While a person aims the camera at a page: where the page is, what to tell the person, and when to release.

import { FRAME_EDGE_PX, SteadyPage } from "../scan/steady-page.js";
import { scaledTo } from "../workers/image-header.js";

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
    const seen = await app.scanning.seeFrame(frame).finally(() => frame.close());
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

/** @param {HTMLVideoElement} video @returns {Promise<VideoFrame | ImageBitmap | null>} null while there is no picture */
async function frameOf(video) {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  const whole = wholeFrame(video);
  if (whole) return whole;
  const size = scaledTo({ width, height }, FRAME_EDGE_PX);
  return await createImageBitmap(video, {
    resizeWidth: size.width,
    resizeHeight: size.height,
    resizeQuality: "medium",
  });
}

/**
 * As the camera gave it: making it small is the worker's work then.
 * @param {HTMLVideoElement} video @returns {VideoFrame | null} null where the browser has none, or none as the page shows it
 */
function wholeFrame(video) {
  try {
    const frame = new VideoFrame(video);
    if (frame.displayWidth === video.videoWidth && frame.displayHeight === video.videoHeight) return frame;
    frame.close();
  } catch {
    // No such thing, or not now: a picture of the page does as well.
  }
  return null;
}
