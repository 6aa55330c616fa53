// Small pictures of pages, asked of the document frame one after another: only dots of colour come back, which nobody
// has to decode. A picture that can't be made stays the drawing of a page.

import { signal } from "../../framework.js";
import { openFile, openThumbnail } from "../acts.js";

const EDGE_PIXELS = 240;
const ANSWER_WITHIN_MS = 20_000;

/** @typedef {{file: number, page: number}} Place */

/** @param {Place} place */
export function placeName({ file, page }) {
  return `${file}/${page}`;
}

/** By the patient's word: the frame looks at the bytes. @param {{mediaType: string}} view */
function isPicture({ mediaType }) {
  return mediaType.startsWith("image/");
}

/** The small pictures of one record's pages. What comes into sight is asked for, one after another. */
export class Thumbnails {
  /** @param {import("./reading.js").Reading} reading */
  constructor(reading) {
    this.reading = reading;
    /** By place. */
    this.pictures = signal(/** @type {ReadonlyMap<string, ImageData>} */ (new Map()));
    /** @type {Place[]} */
    this.waiting = [];
    /** @type {Set<string>} asked for, or given up */
    this.asked = new Set();
    this.busy = false;
    /** @type {{ticket: number, resolve: (picture: ImageData | null) => void} | null} */
    this.expected = null;
    this.stop = new AbortController();
  }

  /** Pictures at any time; pages of a PDF once it is open on the desk. @param {Place} place */
  canBeMade({ file, page }) {
    const view = this.reading.record.files[file];
    if (!view) return false;
    return this.#isOpen(file) || (page === 1 && (isPicture(view) || view.hasThumbnail));
  }

  /** @param {number} file */
  #isOpen(file) {
    return this.reading.file.value === file && this.reading.state.value.name === "shown";
  }

  /** A tile is in sight. @param {Place} place */
  want(place) {
    const name = placeName(place);
    if (this.asked.has(name)) return;
    this.asked.add(name);
    this.waiting.push(place);
    this.#work();
  }

  /** The frame was replaced: what it was asked will not be answered. */
  forget() {
    this.expected?.resolve(null);
  }

  close() {
    this.stop.abort();
    this.waiting = [];
    this.forget();
  }

  /** @param {number} ticket @param {ImageData | null} picture null where it failed */
  take(ticket, picture) {
    if (this.expected?.ticket === ticket) this.expected.resolve(picture);
  }

  async #work() {
    if (this.busy) return;
    this.busy = true;
    for (let place = this.waiting.shift(); place; place = this.waiting.shift()) {
      const picture = await this.#picture(place).catch(() => null);
      if (this.stop.signal.aborted) return;
      if (picture) this.pictures.value = new Map(this.pictures.value).set(placeName(place), picture);
    }
    this.busy = false;
  }

  /** @param {Place} place @returns {Promise<ImageData | null>} */
  async #picture({ file, page }) {
    const { app, shared, record } = this.reading;
    const view = record.files[file];
    if (!view) return null;
    if (this.#isOpen(file) && !isPicture(view)) return await this.#ask({ type: "thumbnail", page });
    const { signal } = this.stop;
    const bytes =
      (await openThumbnail(app, shared, view.envelopeId, { signal })) ??
      (isPicture(view) ? await openFile(app, shared, view.envelopeId, { signal }) : null);
    return bytes && (await this.#ask({ type: "picture", bytes }));
  }

  /**
   * @param {{type: string, [field: string]: unknown}} question
   * @returns {Promise<ImageData | null>}
   */
  #ask(question) {
    const ticket = this.reading.newTicket();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.take(ticket, null), ANSWER_WITHIN_MS);
      this.expected = {
        ticket,
        resolve: (picture) => {
          clearTimeout(timer);
          this.expected = null;
          resolve(picture);
        },
      };
      this.reading.send({ ...question, ticket, edge: EDGE_PIXELS });
    });
  }
}
