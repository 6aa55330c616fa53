// The camera's picture inside the page. It is asked for once, and let go with the component.

import { html, useEffect, useRef, useSignal } from "../framework.js";
import { t } from "../i18n.js";
import { Button } from "./button.js";
import { Notice } from "./notice.js";
import { Progress } from "./progress.js";

/** As large as the camera gives: small print must stay readable. */
const WANTED_EDGE_PX = 4096;

/** @typedef {"starting" | "running" | "refused" | "missing" | "taken-away"} CameraState */

/** Whether this browser can show a camera inside a page. */
export function hasCamera() {
  return typeof navigator.mediaDevices?.getUserMedia === "function";
}

/**
 * @param {{onReady: (video: HTMLVideoElement | null) => void, label: string, children?: import("../framework.js").Children}} properties
 *   onReady: null where the picture is gone again; children: what lies over the picture, e.g. a frame
 */
export function CameraView({ onReady, label, children }) {
  const element = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const state = useSignal(/** @type {CameraState} */ ("starting"));
  const tries = useSignal(0);
  useEffect(() => {
    const stop = new AbortController();
    /** @type {MediaStream | null} */
    let stream = null;
    openCamera().then(
      async (opened) => {
        stream = opened;
        const video = element.current;
        if (stop.signal.aborted || !video) return letGo(opened);
        video.srcObject = opened;
        await video.play();
        if (stop.signal.aborted) return;
        state.value = "running";
        onReady(video);
        // A telephone call, another program, or a right that was taken back.
        opened.getVideoTracks()[0]?.addEventListener("ended", () => {
          if (stop.signal.aborted) return;
          state.value = "taken-away";
          onReady(null);
        });
      },
      (error) => {
        if (!stop.signal.aborted) state.value = error?.name === "NotAllowedError" ? "refused" : "missing";
      },
    );
    return () => {
      stop.abort();
      if (stream) letGo(stream);
    };
  }, [tries.value]);
  const failed = ["refused", "missing", "taken-away"].includes(state.value);
  const again = () => {
    state.value = "starting";
    tries.value += 1;
  };
  return html`<div class="stack">
    ${state.value === "starting" && html`<${Progress} label=${t("camera-starting")} />`}
    ${
      failed &&
      html`<${Notice} kind="care" role="alert"><p>${t(`camera-${state.value}`)}</p>
      ${state.value === "taken-away" && html`<${Button} icon="camera" onPress=${again}>${t("camera-open-again")}<//>`}<//>`
    }
    <div class="camera" hidden=${failed}>
      <video ref=${element} class="camera-video" aria-label=${label} playsinline muted></video>
      ${children}
    </div>
  </div>`;
}

/** @returns {Promise<MediaStream>} */
async function openCamera() {
  if (!hasCamera()) throw new DOMException("no camera in this browser", "NotFoundError");
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: {
      facingMode: { ideal: "environment" },
      width: { ideal: WANTED_EDGE_PX },
      height: { ideal: WANTED_EDGE_PX },
    },
  });
}

/** @param {MediaStream} stream */
function letGo(stream) {
  for (const track of stream.getTracks()) track.stop();
}
