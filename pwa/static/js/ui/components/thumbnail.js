// A small picture of a page. Its box has its size from the start, so nothing jumps when the picture comes.

import { html } from "../framework.js";
import { Icon } from "../icons.js";
import { usePicture } from "./picture.js";

/**
 * @param {{load: (signal: AbortSignal) => Promise<Blob | null>, pictureKey: string, description: string,
 *   rotationDegrees?: number, small?: boolean, icon?: import("../icons.js").IconName}} properties
 *   pictureKey: changes when another picture is to be loaded (an envelope id);
 *   description: what it is, in words ("" where the words stand beside it)
 */
export function Thumbnail({
  load,
  pictureKey,
  description,
  rotationDegrees = 0,
  small = false,
  icon = "document",
}) {
  const { address } = usePicture(load, [pictureKey]);
  return html`<span class=${`thumbnail ${small ? "thumbnail-small" : ""}`}>
    ${
      address
        ? html`<img src=${address} alt=${description} data-turn=${rotationDegrees} draggable=${false} />`
        : html`<${Icon} name=${icon} />${description && html`<span class="visually-hidden">${description}</span>`}`
    }
  </span>`;
}
