// Pictures for the screen, decoded at the size that is needed, one at a time, and freed at once. A 24 megapixel photo
// takes 96 MB while it is decoded whole.

import { drawScaled } from "./draw-scaled.js";

export const jobs = {
  /**
   * @param {{blob: Blob, size: {width: number, height: number} | null, longestEdge: number}} payload
   * @returns {Promise<{value: import("./draw-scaled.js").ScaledImage, transfer: Transferable[]}>}
   */
  async scaled({ blob, size, longestEdge }) {
    const drawn = await drawScaled(blob, size, longestEdge);
    return { value: drawn, transfer: [drawn.bytes] };
  },
};
