// A page, large: turned as it was set, as wide as its zoom says. The box takes the picture's shape, so a page that
// lies on its side fills the screen like any other.

import { html, useSignal } from "../framework.js";

/**
 * @param {{address: string, description: string, rotationDegrees: number, zoom: number}} properties
 *   zoom: 1 is as wide as the screen
 */
export function PagePicture({ address, description, rotationDegrees, zoom }) {
  const shape = useSignal({ width: 3, height: 4 });
  const lies = rotationDegrees === 90 || rotationDegrees === 270;
  const { width, height } = shape.value;
  return html`<div class="page-picture" tabindex="0" role="group" aria-label=${description}>
    <div class="page-picture-box" style=${{ inlineSize: `${zoom * 100}%`, aspectRatio: lies ? `${height} / ${width}` : `${width} / ${height}` }}>
      <img src=${address} alt=${description} data-turn=${rotationDegrees} data-lies=${lies} draggable=${false}
        onLoad=${(/** @type {{currentTarget: HTMLImageElement}} */ event) => {
          const { naturalWidth, naturalHeight } = event.currentTarget;
          if (naturalWidth && naturalHeight) shape.value = { width: naturalWidth, height: naturalHeight };
        }} />
    </div>
  </div>`;
}
