// The desk: shows one page of the open document, zooms, turns, and tells the page around the frame.

import { pageCommand, viewCommand } from "../static/js/ui/reviewer/document/keys.js";
import { watchPinch } from "./pinch.js";
import { scaleFor, turned, ZOOM_STEP } from "./view.js";

const REDRAW_AFTER_MS = 120;
/** CSS pixels that an arrow key moves the page by. */
const SCROLL_STEP = 80;

/** @typedef {import("./image-document.js").ImageDocument | import("./pdf-document.js").PdfDocument} OpenDocument */

export class Desk {
  /** @param {HTMLElement} desk @param {HTMLElement} sheet @param {import("./port.js").Port} port */
  constructor(desk, sheet, port) {
    this.desk = desk;
    this.sheet = sheet;
    this.port = port;
    /** @type {OpenDocument | null} */
    this.document = null;
    this.ticket = 0;
    /** @type {import("./view.js").View} */
    this.view = { page: 1, turn: 0, fit: "width", scale: 1 };
    this.natural = { width: 1, height: 1 };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.redrawing = undefined;
    this.drawn = 0;
    new ResizeObserver(() => this.#arrange()).observe(desk);
    document.addEventListener("keydown", (event) => this.#onKey(event));
    watchPinch(desk, (factor) => this.#zoomTo(this.view.scale * factor));
  }

  /**
   * @param {OpenDocument} opened
   * @param {{ticket: number, page: number, turn: number}} start
   */
  async show(opened, { ticket, page, turn }) {
    this.clear();
    this.document = opened;
    this.ticket = ticket;
    this.view = { ...this.view, turn };
    if (this.view.fit === "free") this.view.fit = "width";
    this.sheet.dataset.kind = opened.kind;
    await this.go(page);
  }

  clear() {
    clearTimeout(this.redrawing);
    this.drawn += 1;
    this.document?.close();
    this.document = null;
    this.sheet.hidden = true;
    this.sheet.replaceChildren();
  }

  /** @param {number} page is brought inside of the document */
  async go(page) {
    const { document: opened } = this;
    if (!opened) return;
    const drawn = ++this.drawn;
    const target = Math.min(Math.max(1, page), opened.pages);
    try {
      const natural = await opened.size(target);
      if (drawn !== this.drawn) return;
      this.natural = natural;
      this.view = { ...this.view, page: target };
      this.sheet.replaceChildren();
      this.sheet.hidden = false;
      this.sheet.setAttribute("aria-label", `${target} / ${opened.pages}`);
      this.desk.scrollTo(0, 0);
      this.#arrange(0);
    } catch (error) {
      if (drawn === this.drawn) this.port.fail(this.ticket, error);
    }
  }

  /** @param {import("../static/js/ui/reviewer/document/keys.js").ViewCommand} command */
  command(command) {
    if (!this.document) return;
    if (command === "zoom-in") this.#zoomTo(this.view.scale * ZOOM_STEP);
    else if (command === "zoom-out") this.#zoomTo(this.view.scale / ZOOM_STEP);
    else if (command === "scroll-up") this.desk.scrollBy(0, -SCROLL_STEP);
    else if (command === "scroll-down") this.desk.scrollBy(0, SCROLL_STEP);
    else {
      if (command === "turn") this.view.turn = (this.view.turn + 90) % 360;
      if (command === "fit-page") this.view.fit = "page";
      if (command === "fit-width") this.view.fit = "width";
      this.#arrange();
    }
  }

  /** Keeps what is in the middle of the desk in the middle. @param {number} scale */
  #zoomTo(scale) {
    if (!this.document) return;
    const { desk } = this;
    const middleX = (desk.scrollLeft + desk.clientWidth / 2) / desk.scrollWidth;
    const middleY = (desk.scrollTop + desk.clientHeight / 2) / desk.scrollHeight;
    this.view = { ...this.view, fit: "free", scale };
    this.#arrange();
    desk.scrollTo(
      middleX * desk.scrollWidth - desk.clientWidth / 2,
      middleY * desk.scrollHeight - desk.clientHeight / 2,
    );
  }

  /** Gives the sheet its size at once, and draws sharply a moment later. @param {number} [afterMs] */
  #arrange(afterMs = REDRAW_AFTER_MS) {
    const { document: opened, view } = this;
    if (!opened) return;
    const size = turned(this.natural, view.turn);
    view.scale = scaleFor(size, this.#room(), view);
    this.sheet.style.width = `${size.width * view.scale}px`;
    this.sheet.style.height = `${size.height * view.scale}px`;
    clearTimeout(this.redrawing);
    if (opened.kind === "image" || afterMs === 0) this.#draw();
    else this.redrawing = setTimeout(() => this.#draw(), afterMs);
    const { page, turn, fit, scale } = view;
    this.port.send({
      type: "view",
      ticket: this.ticket,
      page,
      turn,
      fit,
      zoomPercent: Math.max(1, Math.round(scale * 100)),
    });
  }

  async #draw() {
    const { document: opened, ticket, view } = this;
    if (!opened) return;
    const drawn = ++this.drawn;
    try {
      await opened.draw(this.sheet, { ...view });
      if (drawn !== this.drawn) return;
      const { width, height } = this.natural;
      this.port.send({
        type: "drawn",
        ticket,
        page: view.page,
        width: Math.round(width),
        height: Math.round(height),
      });
    } catch (error) {
      const replaced =
        drawn !== this.drawn || (error instanceof Error && error.name === "RenderingCancelledException");
      if (!replaced) this.port.fail(ticket, error);
    }
  }

  /** The desk without its rim. */
  #room() {
    const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(this.desk);
    const width = this.desk.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const height = this.desk.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
    return { width: Math.max(50, width), height: Math.max(50, height) };
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const view = viewCommand(event);
    const page = this.#scrollsSideways(event) ? null : pageCommand(event);
    if (view) this.command(view);
    else if (page) this.port.send({ type: "wanted", command: page });
    else return;
    event.preventDefault();
  }

  /** On a page wider than the desk the arrows move it. @param {KeyboardEvent} event */
  #scrollsSideways(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return false;
    return this.desk.scrollWidth > this.desk.clientWidth;
  }
}
