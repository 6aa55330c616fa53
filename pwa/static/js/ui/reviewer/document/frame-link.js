// One document frame, and the line to it. Bytes go in, checked messages come out; a frame that misbehaves is taken
// off the page and a fresh one stands in its place.

import { viewerAsset } from "../../../acts/viewer-asset.js";
import { readFrameMessage } from "./frame-messages.js";

const VIEWER_ADDRESS = "/viewer/";

/** @typedef {import("./frame-messages.js").FrameMessage} FrameMessage */

export class FrameLink {
  /**
   * @param {HTMLElement} place is given the frame
   * @param {{title: string, onMessage: (message: FrameMessage) => void}} options
   */
  constructor(place, { title, onMessage }) {
    this.onMessage = onMessage;
    const { promise, resolve } = Promise.withResolvers();
    /** @type {Promise<MessagePort>} */
    this.port = promise;
    this.element = makeFrame(title);
    this.takeReady = (/** @type {MessageEvent} */ event) => this.#connect(event, resolve);
    addEventListener("message", this.takeReady);
    place.append(this.element);
  }

  /** @param {{type: string, [field: string]: unknown}} message @param {Transferable[]} [transfer] */
  async send(message, transfer = []) {
    (await this.port).postMessage(message, transfer);
  }

  focus() {
    this.element.focus();
  }

  close() {
    removeEventListener("message", this.takeReady);
    this.port.then((port) => port.close());
    this.element.remove();
  }

  /**
   * Only the first word of our own frame is heard. Should it load another document later, that one has no line.
   * @param {MessageEvent} event
   * @param {(port: MessagePort) => void} resolve
   */
  #connect(event, resolve) {
    if (event.source !== this.element.contentWindow || event.data?.type !== "ready") return;
    removeEventListener("message", this.takeReady);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => this.#take(data);
    // An opaque origin has no name; a frame of this page can only be one of the relay's own, in a sandbox (frame-src).
    this.element.contentWindow?.postMessage({ type: "connect" }, "*", [port2]);
    resolve(port1);
  }

  /** @param {unknown} data */
  #take(data) {
    const message = readFrameMessage(data);
    if (!message) return;
    if (message.type === "asset-wanted") this.#giveAsset(message.name);
    else this.onMessage(message);
  }

  /** @param {string} name */
  async #giveAsset(name) {
    const bytes = await viewerAsset(name).catch(() => null);
    await this.send({ type: "asset", name, bytes });
  }
}

/** @param {string} title */
function makeFrame(title) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("allow", "");
  frame.referrerPolicy = "no-referrer";
  frame.title = title;
  frame.src = VIEWER_ADDRESS;
  return frame;
}
