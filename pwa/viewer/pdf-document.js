// A PDF, drawn by pdf.js: pictures and words only. No scripts, no links, no forms to fill, no attachments, nothing
// fetched. Each document has a worker of its own, which ends with it, whatever it is doing.

import { AnnotationMode, getDocument, TextLayer } from "../static/vendor/pdfjs.js";
import { assetsThrough } from "./assets.js";
import { canvasScale } from "./canvas-scale.js";
import {
  DRAW_WITHIN_MS,
  MAX_INNER_IMAGE_PIXELS,
  MAX_PAGES,
  MAX_TEXT_PIECES,
  OPEN_WITHIN_MS,
} from "./limits.js";
import { startPdfWorker } from "./pdf-worker.js";
import { DocumentProblem, within } from "./problem.js";

/** PDF counts in points, 72 to an inch; CSS in pixels, 96 to an inch. */
const CSS_PIXELS_PER_POINT = 96 / 72;

/** @typedef {import("pdfjs-dist").PDFDocumentProxy} PdfProxy */

export class PdfDocument {
  kind = /** @type {const} */ ("pdf");

  /** @param {PdfProxy} pdf @param {{end: () => void}} worker */
  constructor(pdf, worker) {
    this.pdf = pdf;
    this.worker = worker;
    this.pages = Math.min(pdf.numPages, MAX_PAGES);
    this.cut = pdf.numPages > MAX_PAGES;
    /** @type {import("pdfjs-dist").RenderTask | null} */
    this.drawing = null;
  }

  /**
   * @param {Uint8Array<ArrayBuffer>} bytes are handed over to the worker
   * @param {import("./port.js").Port} port
   * @returns {Promise<PdfDocument>}
   */
  static async open(bytes, port) {
    const worker = await startPdfWorker();
    try {
      const task = getDocument({
        ...OPTIONS,
        data: bytes,
        worker: worker.pdfWorker,
        BinaryDataFactory: assetsThrough(port),
      });
      const pdf = await within(task.promise, OPEN_WITHIN_MS);
      if (pdf.numPages < 1) throw new DocumentProblem("pdf-empty");
      return new PdfDocument(pdf, worker);
    } catch (error) {
      worker.end();
      throw problemOf(error);
    }
  }

  /** Width and height of an unturned page in CSS pixels at a zoom of 1. @param {number} page */
  async size(page) {
    const { width, height } = (await this.#page(page)).getViewport({ scale: CSS_PIXELS_PER_POINT });
    return { width: sane(width), height: sane(height) };
  }

  /**
   * Draws into a canvas of its own, which replaces the old one when it is whole: nothing flickers.
   * @param {HTMLElement} sheet
   * @param {{page: number, scale: number, turn: number}} view
   */
  async draw(sheet, { page, scale, turn }) {
    this.drawing?.cancel();
    const proxy = await this.#page(page);
    const rotation = (proxy.rotate + turn) % 360;
    const shown = proxy.getViewport({ scale: scale * CSS_PIXELS_PER_POINT, rotation });
    const sharpness = canvasScale(shown, devicePixelRatio);
    const viewport = shown.clone({ scale: shown.scale * sharpness });
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    await this.#render(proxy, canvas, viewport);
    sheet.replaceChildren(canvas);
    await layWords(proxy, sheet, shown);
  }

  /** @param {number} page @param {number} edge in pixels @returns {Promise<ImageData>} */
  async thumbnail(page, edge) {
    const proxy = await this.#page(page);
    const natural = proxy.getViewport({ scale: 1 });
    const viewport = proxy.getViewport({ scale: edge / Math.max(natural.width, natural.height, 1) });
    const canvas = document.createElement("canvas");
    canvas.width = Math.min(edge, Math.max(1, Math.round(viewport.width)));
    canvas.height = Math.min(edge, Math.max(1, Math.round(viewport.height)));
    await within(renderTask(proxy, canvas, viewport).promise, DRAW_WITHIN_MS);
    const pen = canvas.getContext("2d");
    if (!pen) throw new DocumentProblem("page-damaged");
    return pen.getImageData(0, 0, canvas.width, canvas.height);
  }

  close() {
    this.drawing?.cancel();
    this.worker.end();
  }

  /**
   * @param {import("pdfjs-dist").PDFPageProxy} proxy
   * @param {HTMLCanvasElement} canvas
   * @param {import("pdfjs-dist").PageViewport} viewport
   */
  async #render(proxy, canvas, viewport) {
    const task = renderTask(proxy, canvas, viewport);
    this.drawing = task;
    try {
      await within(task.promise, DRAW_WITHIN_MS);
    } catch (error) {
      task.cancel();
      throw error;
    } finally {
      if (this.drawing === task) this.drawing = null;
    }
  }

  /** @param {number} page @returns {Promise<import("pdfjs-dist").PDFPageProxy>} */
  async #page(page) {
    try {
      return await within(this.pdf.getPage(page), DRAW_WITHIN_MS);
    } catch (error) {
      throw error instanceof DocumentProblem ? error : new DocumentProblem("page-damaged", error);
    }
  }
}

const OPTIONS = Object.freeze({
  useWorkerFetch: false,
  cMapUrl: "cmaps/",
  cMapPacked: true,
  standardFontDataUrl: "standard_fonts/",
  wasmUrl: "wasm/",
  useSystemFonts: false,
  enableXfa: false,
  stopAtErrors: false,
  maxImageSize: MAX_INNER_IMAGE_PIXELS,
  verbosity: 0,
});

/**
 * @param {import("pdfjs-dist").PDFPageProxy} proxy
 * @param {HTMLCanvasElement} canvas
 * @param {import("pdfjs-dist").PageViewport} viewport
 */
function renderTask(proxy, canvas, viewport) {
  // Annotations are drawn as they look; nothing of them can be pressed.
  return proxy.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE, background: "#ffffff" });
}

/**
 * Lays the page's words, invisible, over its picture, so that a value can be marked and copied.
 * @param {import("pdfjs-dist").PDFPageProxy} proxy
 * @param {HTMLElement} sheet
 * @param {import("pdfjs-dist").PageViewport} viewport
 */
async function layWords(proxy, sheet, viewport) {
  const canvas = sheet.firstChild;
  const text = await within(proxy.getTextContent(), DRAW_WITHIN_MS).catch(() => null);
  if (!text || text.items.length > MAX_TEXT_PIECES || sheet.firstChild !== canvas) return;
  const container = document.createElement("div");
  container.className = "text-layer";
  container.style.setProperty("--total-scale-factor", String(viewport.scale));
  await new TextLayer({ textContentSource: text, container, viewport }).render();
  if (sheet.firstChild === canvas) sheet.append(container);
}

/** @param {number} edge of a page, which a file may state as it likes */
function sane(edge) {
  return Number.isFinite(edge) && edge >= 1 ? edge : 1;
}

/** @param {unknown} error */
function problemOf(error) {
  if (error instanceof DocumentProblem) return error;
  const name = error instanceof Error ? error.name : "";
  return new DocumentProblem(name === "PasswordException" ? "pdf-locked" : "pdf-damaged", error);
}
