// A photograph, or another picture of dots. Drawings with scripts in them (SVG) are no images here.

import { requireSaneSize } from "../static/js/workers/image-header.js";
import { flatImage } from "./flat-image.js";
import { OPEN_WITHIN_MS } from "./limits.js";
import { DocumentProblem, within } from "./problem.js";

/** A picture as a document of one page, with the same methods as PdfDocument. */
export class ImageDocument {
  kind = /** @type {const} */ ("image");
  pages = 1;
  cut = false;

  /** @param {HTMLImageElement} image @param {string} address */
  constructor(image, address) {
    this.image = image;
    this.address = address;
  }

  /**
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @param {string} mediaType sniffed: what is stated elsewhere is not believed
   * @param {import("./flat-image.js").Shown | null} shown null: as the photo is
   */
  static async open(bytes, mediaType, shown) {
    requireSize(mediaType, bytes);
    const whole = await ImageDocument.#decode(new Blob([bytes], { type: mediaType }));
    if (!shown) return whole;
    try {
      return await ImageDocument.#decode(await within(flatImage(whole.image, shown), OPEN_WITHIN_MS));
    } finally {
      whole.close();
    }
  }

  /** @param {Blob} blob */
  static async #decode(blob) {
    const address = URL.createObjectURL(blob);
    const image = new Image();
    image.alt = "";
    image.draggable = false;
    image.src = address;
    try {
      await within(image.decode(), OPEN_WITHIN_MS);
    } catch (error) {
      URL.revokeObjectURL(address);
      if (error instanceof DocumentProblem) throw error;
      throw new DocumentProblem(blob.type === "image/heic" ? "unknown-type" : "image-damaged", error);
    }
    return new ImageDocument(image, address);
  }

  /** Width and height in CSS pixels at a zoom of 1. */
  async size() {
    return { width: this.image.naturalWidth || 1, height: this.image.naturalHeight || 1 };
  }

  /**
   * @param {HTMLElement} sheet
   * @param {{scale: number, turn: number}} view
   */
  async draw(sheet, { scale, turn }) {
    const { image } = this;
    image.style.width = `${image.naturalWidth * scale}px`;
    image.style.height = `${image.naturalHeight * scale}px`;
    image.style.transform = `translate(-50%, -50%) rotate(${turn}deg)`;
    if (sheet.firstChild !== image) sheet.replaceChildren(image);
  }

  /** @param {number} _page @param {number} edge @returns {Promise<ImageData>} */
  async thumbnail(_page, edge) {
    const { naturalWidth, naturalHeight } = this.image;
    const factor = Math.min(1, edge / Math.max(naturalWidth, naturalHeight, 1));
    const width = Math.max(1, Math.round(naturalWidth * factor));
    const height = Math.max(1, Math.round(naturalHeight * factor));
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    if (!pen) throw new DocumentProblem("image-damaged");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(this.image, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height);
  }

  close() {
    this.image.removeAttribute("src");
    this.image.remove();
    URL.revokeObjectURL(this.address);
  }
}

/** @param {string} mediaType @param {Uint8Array} bytes */
function requireSize(mediaType, bytes) {
  try {
    requireSaneSize(mediaType, bytes);
  } catch (error) {
    const tooLarge = error instanceof Error && error.message === "image-too-large";
    throw new DocumentProblem(tooLarge ? "image-too-large" : "image-damaged", error);
  }
}
