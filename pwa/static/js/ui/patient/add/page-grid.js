// Pages side by side. Each opens large; the grip drags it to another place (the same is possible with buttons on
// the page's own screen, and with the arrow keys on the grip).

import { useAct } from "../../act.js";
import { announce } from "../../announce.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Thumbnail } from "../../components/thumbnail.js";
import { html, useRef, useSignal } from "../../framework.js";
import { Icon } from "../../icons.js";
import { direction, t } from "../../i18n.js";
import { addressOf } from "../../router.js";
import { movePage, pageImage } from "../acts.js";
import { Badge } from "./verdict.js";

/**
 * @typedef {object} PageGridInput
 * @property {import("../../../acts/app.js").App} app
 * @property {import("../../../acts/app.js").DraftView} draft
 * @property {import("../../../acts/app.js").PageView[]} pages
 * @property {import("./looking.js").Looking} looking
 */

/** @param {PageGridInput} input */
export function PageGrid({ app, draft, pages, looking }) {
  const list = useRef(/** @type {HTMLOListElement | null} */ (null));
  const dragged = useSignal(-1);
  const target = useSignal(-1);
  const move = useAct(async (/** @type {number} */ from, /** @type {number} */ to) => {
    const page = pages[from];
    if (!page || to < 0 || to >= pages.length || to === from) return;
    await movePage(app, draft.draftId, page.envelopeId, to);
    announce(t("page-moved", { number: to + 1, total: pages.length }));
  });
  const grip = {
    start(/** @type {number} */ index, /** @type {PointerEvent} */ event) {
      /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
      dragged.value = index;
      target.value = index;
    },
    over(/** @type {PointerEvent} */ event) {
      if (dragged.value < 0 || !list.current) return;
      target.value = placeUnder(list.current, event.clientX, event.clientY) ?? target.value;
    },
    end() {
      const [from, to] = [dragged.value, target.value];
      dragged.value = -1;
      target.value = -1;
      if (from >= 0) move.run(from, to);
    },
    cancel() {
      dragged.value = -1;
      target.value = -1;
    },
    key(/** @type {number} */ index, /** @type {KeyboardEvent} */ event) {
      const step = stepOf(event.key);
      if (step === 0) return;
      event.preventDefault();
      move.run(index, index + step);
    },
  };
  return html`<div class="stack-tight">
    <ol class="page-grid" ref=${list}>
      ${pages.map(
        (page, index) => html`<li class="page-tile" key=${page.envelopeId} data-place=${index}
          data-dragged=${dragged.value === index} data-target=${target.value === index && dragged.value !== index}>
          <a class="page-link" href=${addressOf("add", draft.draftId, "page", page.envelopeId)}>
            <${Thumbnail} load=${() => thumbnailOf(app, page)} pictureKey=${pictureKey(page)} description=""
              rotationDegrees=${page.rotationDegrees} />
            <${Badge} page=${page} isLooking=${looking.now.value === page.envelopeId}
              isUnseen=${looking.unseen.has(page.envelopeId)} />
            <span class="page-number">${t("page-number", { number: index + 1 })}</span>
          </a>
          ${
            pages.length > 1 &&
            html`<button type="button" class="page-grip" aria-label=${t("page-grip", { number: index + 1 })}
              onPointerDown=${(/** @type {PointerEvent} */ event) => grip.start(index, event)} onPointerMove=${grip.over}
              onPointerUp=${grip.end} onPointerCancel=${grip.cancel}
              onKeyDown=${(/** @type {KeyboardEvent} */ event) => grip.key(index, event)}><${Icon} name="grip" /></button>`
          }
        </li>`,
      )}
    </ol>
    <${ErrorNotice} error=${move.error.value} />
  </div>`;
}

/** Changes when the picture does: a page that was found in its photo has another one. @param {import("../../../acts/app.js").PageView} page */
export function pictureKey({ envelopeId, scan }) {
  return `${envelopeId} ${scan?.corners?.join()} ${scan?.bends?.join()}`;
}

/**
 * A picture for the grid, or nothing where the kind of file has none.
 * @param {import("../../../acts/app.js").App} app
 * @param {import("../../../acts/app.js").PageView} page
 * @returns {Promise<Blob | null>}
 */
export async function thumbnailOf(app, page) {
  return (await pageImage(app, page.envelopeId, { thumbnail: true })) ?? null;
}

/**
 * @param {HTMLOListElement} list
 * @param {number} x
 * @param {number} y
 * @returns {number | null} the place of the tile under the finger
 */
function placeUnder(list, x, y) {
  for (const tile of list.querySelectorAll("li")) {
    const box = tile.getBoundingClientRect();
    if (x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height)
      return Number(tile.dataset.place);
  }
  return null;
}

/** @param {string} key @returns {-1 | 0 | 1} along the line of reading */
function stepOf(key) {
  const forward = direction.value === "ltr" ? "ArrowRight" : "ArrowLeft";
  const backward = direction.value === "ltr" ? "ArrowLeft" : "ArrowRight";
  if (key === forward || key === "ArrowDown") return 1;
  if (key === backward || key === "ArrowUp") return -1;
  return 0;
}
