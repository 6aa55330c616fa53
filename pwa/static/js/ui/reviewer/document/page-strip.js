// The pages of a record as small pictures, to jump by. Pictures are made when their tile comes into sight.

import { html, useEffect, useRef } from "../../framework.js";
import { Icon } from "../../icons.js";
import { t } from "../../i18n.js";
import { placeName } from "./thumbnails.js";

/** @typedef {import("./reading.js").Reading} Reading */

/** @param {{reading: Reading}} properties */
export function PageStrip({ reading }) {
  const places = reading.record.files.flatMap((_, file) => {
    const pages = file === reading.file.value ? reading.pages.value : 1;
    return Array.from({ length: pages }, (__, index) => ({ file, page: index + 1 }));
  });
  return html`<nav class="strip" aria-label=${t("desk-pages")}><ol class="strip-list">${places.map(
    (place) => html`<li key=${placeName(place)}><${Tile} reading=${reading} place=${place} /></li>`,
  )}</ol></nav>`;
}

/** @param {{reading: Reading, place: import("./thumbnails.js").Place}} properties */
function Tile({ reading, place }) {
  const { file, page } = place;
  const tile = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const isNow = reading.file.value === file && reading.page.value === page;
  const canBePictured = reading.thumbnails.canBeMade(place);
  useEffect(() => {
    const element = tile.current;
    if (!element || !canBePictured) return undefined;
    const watch = new IntersectionObserver(([seen]) => {
      if (seen?.isIntersecting) reading.thumbnails.want(place);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [canBePictured]);
  useEffect(() => {
    if (isNow) tile.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isNow]);
  const picture = reading.thumbnails.pictures.value.get(placeName(place));
  const turn = reading.record.files[file]?.rotationDegrees ?? 0;
  const several = reading.record.files.length > 1;
  const number = several && page === 1 ? file + 1 : page;
  const label = several ? t("desk-tile-file", { file: file + 1, page }) : t("desk-tile", { page });
  return html`<button type="button" class="tile" ref=${tile} aria-current=${isNow ? "page" : undefined} aria-label=${label}
    onClick=${() => reading.jump(file, page)}>
    <span class="tile-picture">${picture ? html`<${Dots} picture=${picture} turn=${turn} />` : html`<${Icon} name="document" />`}</span>
    <span class="small">${number}</span>
  </button>`;
}

/** @param {{picture: ImageData, turn: number}} properties */
function Dots({ picture, turn }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    element.width = picture.width;
    element.height = picture.height;
    element.getContext("2d")?.putImageData(picture, 0, 0);
  }, [picture]);
  return html`<canvas ref=${canvas} data-turn=${turn}></canvas>`;
}
