// What is on the desk: which file and page of a record, how it is turned and enlarged, and what went wrong. It opens
// files by acts, hands their bytes to the document frame, and believes of the frame's answers only the form.

import { signal } from "../../framework.js";
import { noteShown, openFile } from "../acts.js";
import { FrameLink } from "./frame-link.js";
import { Thumbnails } from "./thumbnails.js";

/** A larger file is not shown, only downloaded: the frame refuses it, too (viewer/limits.js). */
const MAX_SHOWN_BYTES = 512 * 1024 * 1024;
/** The frame has time limits of its own; one that does not even keep those is replaced. */
const ANSWER_WITHIN_MS = 60_000;
/** Past every page that a document may have: the frame shows its last one. */
const LAST_PAGE = 2000;

/**
 * @typedef {import("../case/case.js").CaseInput["shared"]} Shared
 * @typedef {import("../../../acts/open-reviewed-case.js").SharedRecordView} SharedRecordView
 *
 * @typedef {{name: "opening", done: number, total: number} | {name: "drawing"} | {name: "shown"}
 *   | {name: "failed", problem: string} | {name: "refused", error: unknown}} ReadingState
 *   `failed`: the file can't be shown; `refused`: it can't be had, or can't be believed
 */

export class Reading {
  /**
   * @param {import("../../../acts/app.js").App} app
   * @param {Shared} shared
   * @param {SharedRecordView} record
   * @param {{frameTitle: string, onWanted: (command: import("./keys.js").PageCommand) => void}} options
   */
  constructor(app, shared, record, { frameTitle, onWanted }) {
    this.app = app;
    this.shared = shared;
    this.record = record;
    this.frameTitle = frameTitle;
    this.onWanted = onWanted;
    this.file = signal(0);
    this.page = signal(1);
    this.pages = signal(1);
    this.cut = signal(false);
    /** The photo as it was taken, and not the flat page in it. */
    this.isWhole = signal(false);
    this.zoomPercent = signal(100);
    this.fit = signal(/** @type {"page" | "width" | "free"} */ ("width"));
    this.state = signal(/** @type {ReadingState} */ ({ name: "opening", done: 0, total: 0 }));
    this.thumbnails = new Thumbnails(this);
    /** @type {Map<number, number>} how each file was turned here, by its place */
    this.turns = new Map();
    this.tickets = 0;
    this.ticket = 0;
    this.stop = new AbortController();
    /** @type {FrameLink | null} */
    this.link = null;
    /** @type {HTMLElement | null} */
    this.place = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.watchdog = undefined;
  }

  /** @param {HTMLElement} place is given the frame */
  attach(place) {
    this.place = place;
    const onMessage = (/** @type {import("./frame-messages.js").FrameMessage} */ message) =>
      this.#take(message);
    this.link = new FrameLink(place, { title: this.frameTitle, onMessage });
  }

  close() {
    clearTimeout(this.watchdog);
    this.stop.abort();
    this.thumbnails.close();
    this.link?.close();
    this.link = null;
  }

  /** A number for one question to the frame. */
  newTicket() {
    this.tickets += 1;
    return this.tickets;
  }

  /**
   * @param {{type: string, [field: string]: unknown}} message
   */
  send(message) {
    this.link?.send(message);
  }

  /** @param {number} file its place in the record @param {number} [page] is brought inside of the file */
  async show(file, page = 1) {
    this.stop.abort();
    clearTimeout(this.watchdog);
    const stop = new AbortController();
    this.stop = stop;
    this.ticket = this.newTicket();
    this.file.value = file;
    this.page.value = 1;
    this.pages.value = 1;
    this.cut.value = false;
    const view = this.record.files[file];
    if (!view) return;
    if (view.sizeBytes > MAX_SHOWN_BYTES) {
      this.state.value = { name: "failed", problem: "file-too-large" };
      return;
    }
    try {
      const bytes = await this.#bytesOf(view, stop.signal);
      if (stop.signal.aborted) return;
      this.state.value = { name: "drawing" };
      this.watchdog = setTimeout(() => this.#replaceFrame(), ANSWER_WITHIN_MS);
      const turn = this.turns.get(file) ?? view.rotationDegrees;
      const shown = this.isWhole.value ? null : view.shown;
      this.send({ type: "open", ticket: this.ticket, bytes, page, turn, shown });
    } catch (error) {
      if (!stop.signal.aborted) this.state.value = { name: "refused", error };
    }
  }

  /** @param {SharedRecordView["files"][number]} view @param {AbortSignal} signal */
  async #bytesOf({ envelopeId, sizeBytes }, signal) {
    this.state.value = { name: "opening", done: 0, total: sizeBytes };
    const onProgress = (/** @type {number} */ done, /** @type {number} */ total) => {
      if (!signal.aborted) this.state.value = { name: "opening", done, total };
    };
    return await openFile(this.app, this.shared, envelopeId, { signal, onProgress });
  }

  /** A fresh frame stands in place of one that does not answer, whatever it is doing. */
  #replaceFrame() {
    this.state.value = { name: "failed", problem: "page-too-slow" };
    this.thumbnails.forget();
    this.link?.close();
    if (this.place) this.attach(this.place);
  }

  /** From the flat page to the photo that it was made of, or back. */
  changeWhole() {
    this.isWhole.value = !this.isWhole.value;
    this.show(this.file.value, this.page.value);
  }

  next() {
    if (this.page.value < this.pages.value) this.#go(this.page.value + 1);
    else if (this.file.value + 1 < this.record.files.length) this.show(this.file.value + 1);
  }

  previous() {
    if (this.page.value > 1) this.#go(this.page.value - 1);
    else if (this.file.value > 0) this.show(this.file.value - 1, LAST_PAGE);
  }

  first() {
    this.jump(0, 1);
  }

  last() {
    this.jump(this.record.files.length - 1, LAST_PAGE);
  }

  /** @param {number} file @param {number} page */
  jump(file, page) {
    if (file === this.file.value && this.state.value.name === "shown") this.#go(page);
    else this.show(file, page);
  }

  /** @param {number} page */
  #go(page) {
    this.send({ type: "page", page });
  }

  /** @param {import("./keys.js").ViewCommand} command */
  command(command) {
    this.send({ type: "command", command });
  }

  /** @param {import("./frame-messages.js").FrameMessage} message */
  #take(message) {
    if (message.type === "wanted") this.onWanted(message.command);
    else if (message.type === "thumbnail") this.thumbnails.take(message.ticket, message.picture);
    else if (message.type === "failed" && message.ticket !== this.ticket)
      this.thumbnails.take(message.ticket, null);
    else if ("ticket" in message && message.ticket === this.ticket) this.#takeOfDocument(message);
  }

  /** @param {import("./frame-messages.js").FrameMessage} message about the document that is open now */
  #takeOfDocument(message) {
    if (message.type === "opened") {
      this.pages.value = message.pages;
      this.cut.value = message.cut;
    } else if (message.type === "failed") {
      clearTimeout(this.watchdog);
      this.state.value = { name: "failed", problem: message.problem };
    } else if (message.type === "view") {
      this.page.value = Math.min(message.page, this.pages.value);
      this.zoomPercent.value = message.zoomPercent;
      this.fit.value = message.fit;
      this.turns.set(this.file.value, message.turn);
    } else if (message.type === "drawn") {
      clearTimeout(this.watchdog);
      this.state.value = { name: "shown" };
      // Where the line is bad it is stated with the next record, or the next visit.
      noteShown(this.app, this.shared, this.record.recordId).catch(() => {});
    }
  }
}
