// Reads a QR code with the camera. The decoder is loaded when it is first needed.

import { html, useEffect, useRef } from "../framework.js";
import { t } from "../i18n.js";
import { CameraView } from "./camera-view.js";

const LOOK_EVERY_MS = 200;
/** Enough for a code that fills a third of the picture, and quick on an old phone. */
const LOOK_EDGE_PX = 800;

/** @param {{onText: (text: string) => unknown, label: string}} properties onText: for each code that is seen */
export function QrScanner({ onText, label }) {
  const newest = useRef(onText);
  newest.current = onText;
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  const start = (/** @type {HTMLVideoElement | null} */ video) => {
    stop.current();
    if (video) stop.current = lookRepeatedly(video, (text) => newest.current(text));
  };
  return html`<${CameraView} onReady=${start} label=${label}>
    <div class="camera-frame camera-frame-square" aria-hidden="true"></div>
    <p class="camera-hint">${t("scan-hint")}</p>
  <//>`;
}

/**
 * @param {HTMLVideoElement} video
 * @param {(text: string) => void} onText
 * @returns {() => void} ends it
 */
function lookRepeatedly(video, onText) {
  let ended = false;
  const canvas = document.createElement("canvas");
  const look = async () => {
    const { decodeQR } = await import("../../../vendor/qr-decode.js");
    while (!ended) {
      const text = readFrame(video, canvas, decodeQR);
      if (text !== null && !ended) onText(text);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  };
  look();
  return () => {
    ended = true;
    canvas.width = 0;
  };
}

/**
 * @param {HTMLVideoElement} video
 * @param {HTMLCanvasElement} canvas
 * @param {typeof import("../../../vendor/qr-decode.js").decodeQR} decodeQR
 * @returns {string | null} null: no code in this picture
 */
function readFrame(video, canvas, decodeQR) {
  const scale = Math.min(1, LOOK_EDGE_PX / Math.max(video.videoWidth, video.videoHeight, 1));
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen || canvas.width === 0 || canvas.height === 0) return null;
  pen.drawImage(video, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return null;
  }
}
