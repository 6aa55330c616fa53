// The app's own aiming at the camera's picture, for bench/measure_live_outline.py; the line around the page is drawn anew
// each time, as in the app.

import { aimCamera } from "../pwa/static/js/acts/aim-camera.js";
import { ScanWork } from "../pwa/static/js/workers/scan-work.js";

const app = /** @type {import("../pwa/static/js/acts/app.js").App} */ ({ scanning: new ScanWork() });
const SVG = "http://www.w3.org/2000/svg";

/** The camera's picture, as large as a telephone shows it. */
export async function openCamera() {
  const video = document.createElement("video");
  Object.assign(video, { muted: true, playsInline: true, width: 360, height: 480 });
  const line = document.createElementNS(SVG, "svg");
  line.append(document.createElementNS(SVG, "polygon"));
  document.body.append(video, line);
  const wanted = { video: { facingMode: "environment", width: { ideal: 4096 }, height: { ideal: 4096 } } };
  video.srcObject = await navigator.mediaDevices.getUserMedia(wanted);
  await video.play();
}

/** How many pictures a second are looked at, and in how many a page is seen. @param {number} seconds */
export async function aim(seconds) {
  const video = /** @type {HTMLVideoElement} */ (document.querySelector("video"));
  const polygon = /** @type {SVGPolygonElement} */ (document.querySelector("polygon"));
  const stop = new AbortController();
  const start = performance.now();
  const end = start + 1000 * seconds;
  let looked = 0;
  let seen = 0;
  const onAim = ({ outline }) => {
    looked += 1;
    if (outline) seen += 1;
    const points = (outline ?? []).map(({ x, y }) => `${x * video.videoWidth},${y * video.videoHeight}`);
    polygon.setAttribute("points", points.join(" "));
    if (performance.now() > end) stop.abort();
  };
  await aimCamera(app, video, { signal: stop.signal, onAim, onSteady: async () => {} });
  return { perSecond: looked / ((performance.now() - start) / 1000), seen: seen / looked };
}
