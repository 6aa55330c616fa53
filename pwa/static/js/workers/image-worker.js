// Pictures for the screen, made off the page: decoded at the size that is needed, one at a time, and freed at
// once. A 24 megapixel photo takes 96 MB while it is decoded whole.

import { answerJobs } from "./worker-side.js";
import { drawScaled } from "./draw-scaled.js";

answerJobs({
  /** @param {{blob: Blob, size: {width: number, height: number} | null, longestEdge: number}} payload */
  async scaled({ blob, size, longestEdge }) {
    const { bytes, mediaType, width, height } = await drawScaled(blob, size, longestEdge, (w, h) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext("2d", { alpha: false });
      return { canvas, context, toBlob: (type, quality) => canvas.convertToBlob({ type, quality }) };
    });
    return { value: { bytes, mediaType, width, height }, transfer: [bytes] };
  },
});
