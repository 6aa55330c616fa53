// Where the page is in its photo, set by hand: four corners to drag, with a magnifier above the finger, or to move with
// the arrow keys.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { usePicture } from "../../components/picture.js";
import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { html, useRef, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { goBack } from "../../router.js";
import { Gone } from "../../shared/gone.js";
import { goRound, outlineToChange, pageImage, setOutline } from "../acts.js";

/** @typedef {import("../../../scan/plane.js").Point} Point */

/** All four corners are in sight at once, of the screen's height. */
const MOST_HEIGHT = 44;

const NAMES = Object.freeze(
  /** @type {const} */ ([
    "corner-upper-left",
    "corner-upper-right",
    "corner-lower-right",
    "corner-lower-left",
  ]),
);
const KEY_STEP = 0.004;
const KEY_STEPS = Object.freeze(
  /** @type {Record<string, Point>} */ ({
    ArrowLeft: { x: -1, y: 0 },
    ArrowRight: { x: 1, y: 0 },
    ArrowUp: { x: 0, y: -1 },
    ArrowDown: { x: 0, y: 1 },
  }),
);
const LARGER = 3;

/** @param {import("./draft.js").DraftInput & {envelopeId: string}} input */
export function EdgesScreen({ app, draft, pages, envelopeId }) {
  const page = pages.find((one) => one.envelopeId === envelopeId);
  const corners = useSignal([...outlineToChange(page?.scan ?? null)]);
  const picture = usePicture(
    (signal) => pageImage(app, envelopeId, { thumbnail: false, isEnlarged: true, isWhole: true, signal }),
    [envelopeId],
  );
  const back = () => goBack("add", draft.draftId, "page", envelopeId);
  const keep = useAct(async (/** @type {"corners" | "whole"} */ what) => {
    await setOutline(app, draft.draftId, envelopeId, what === "whole" ? null : corners.value);
    back();
  });
  if (!page) return html`<${Gone} />`;
  const crossed = !goRound(corners.value);
  return html`<${Screen} title=${t("edges-title")} parent=${["add", draft.draftId, "page", envelopeId]}
    foot=${html`<${Button} kind="main" wide icon="check" busy=${keep.busy.value} unavailable=${crossed || !picture.address}
      onPress=${() => keep.run("corners")}>${t("edges-done")}<//>`}>
    <p>${t("edges-hint")}</p>
    ${picture.error && html`<${ErrorNotice} error=${picture.error} />`}
    ${
      picture.address
        ? html`<${Corners} address=${picture.address} corners=${corners} />`
        : html`<div class="page-picture page-picture-waiting"><${Progress} label=${t("loading")} /></div>`
    }
    ${crossed && html`<${Notice} kind="care" role="status"><p>${t("edges-crossed")}</p><//>`}
    <${ErrorNotice} error=${keep.error.value} />
    <${Button} icon="document" onPress=${() => keep.run("whole")}>${t("edges-whole")}<//>
  <//>`;
}

/** @param {{address: string, corners: import("../../framework.js").Signal<Point[]>}} properties */
function Corners({ address, corners }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const held = useSignal(-1);
  const shape = useSignal({ width: 3, height: 4 });
  const grabbed = useRef({ x: 0, y: 0 });
  const move = (/** @type {number} */ index, /** @type {Point} */ { x, y }) => {
    const inside = { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
    corners.value = corners.value.with(index, inside);
  };
  const shareOf = (/** @type {PointerEvent} */ event) => {
    const { left, top, width, height } = /** @type {HTMLDivElement} */ (box.current).getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  };
  const hand = {
    start(/** @type {number} */ index, /** @type {PointerEvent} */ event) {
      /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
      // The corner does not jump under the finger: it moves as the finger moves.
      const [at, corner] = [shareOf(event), /** @type {Point} */ (corners.value[index])];
      grabbed.current = { x: corner.x - at.x, y: corner.y - at.y };
      held.value = index;
    },
    move(/** @type {PointerEvent} */ event) {
      if (held.value < 0) return;
      const at = shareOf(event);
      move(held.value, { x: at.x + grabbed.current.x, y: at.y + grabbed.current.y });
    },
    end() {
      held.value = -1;
    },
    key(/** @type {number} */ index, /** @type {KeyboardEvent} */ event) {
      const step = KEY_STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      const [corner, size] = [
        /** @type {Point} */ (corners.value[index]),
        event.shiftKey ? 5 * KEY_STEP : KEY_STEP,
      ];
      move(index, { x: corner.x + step.x * size, y: corner.y + step.y * size });
    },
  };
  const points = corners.value.map(({ x, y }) => `${x * 100},${y * 100}`).join(" ");
  return html`<div class="edges">
    <div class="edges-box" ref=${box} style=${{
      aspectRatio: `${shape.value.width} / ${shape.value.height}`,
      maxInlineSize: `${(MOST_HEIGHT * shape.value.width) / shape.value.height}dvb`,
    }}>
      <img src=${address} alt=${t("edges-photo")} draggable=${false}
        onLoad=${(/** @type {{currentTarget: HTMLImageElement}} */ event) => {
          const { naturalWidth: width, naturalHeight: height } = event.currentTarget;
          if (width && height) shape.value = { width, height };
        }} />
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"><polygon points=${points} /></svg>
      ${corners.value.map(
        ({ x, y }, index) => html`<button type="button" class="edges-corner" key=${index}
          style=${{ insetInlineStart: `${x * 100}%`, insetBlockStart: `${y * 100}%` }} aria-label=${t(/** @type {any} */ (NAMES[index]))}
          onPointerDown=${(/** @type {PointerEvent} */ event) => hand.start(index, event)} onPointerMove=${hand.move}
          onPointerUp=${hand.end} onPointerCancel=${hand.end}
          onKeyDown=${(/** @type {KeyboardEvent} */ event) => hand.key(index, event)}></button>`,
      )}
      ${
        held.value >= 0 &&
        html`<${Magnifier} address=${address} at=${corners.value[held.value]} width=${box.current?.clientWidth ?? 0}
        height=${box.current?.clientHeight ?? 0} />`
      }
    </div>
  </div>`;
}

/** What is under the finger, larger, on the other side of the photo. @param {{address: string, at: Point, width: number, height: number}} properties */
function Magnifier({ address, at, width, height }) {
  return html`<div class="edges-magnifier" data-side=${at.x < 0.5 ? "end" : "start"} aria-hidden="true">
    <img src=${address} alt="" style=${{
      inlineSize: `${LARGER * width}px`,
      blockSize: `${LARGER * height}px`,
      transform: `translate(${-at.x * LARGER * width}px, ${-at.y * LARGER * height}px)`,
    }} />
  </div>`;
}
