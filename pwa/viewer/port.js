// The one line to the page around the frame. Bytes come in; names, numbers and small pictures go out.

import { DocumentProblem } from "./problem.js";

/** @typedef {{type: string, [field: string]: unknown}} Message */

/**
 * Waits for the page around the frame to hand over one end of a channel. Nobody else is listened to.
 * @returns {Promise<MessagePort>}
 */
export function connect() {
  return new Promise((resolve) => {
    addEventListener("message", (event) => {
      const port = event.ports[0];
      if (event.source === parent && event.data?.type === "connect" && port) resolve(port);
    });
    // The frame has no origin of its own to name, and the message says nothing.
    parent.postMessage({ type: "ready" }, "*");
  });
}

/** The frame's end of the line: what it is sent, what it says, and the files of pdf.js that it asks for. */
export class Port {
  /** @param {MessagePort} port */
  constructor(port) {
    this.port = port;
    /** @type {Map<string, {resolve: (bytes: Uint8Array) => void, reject: (error: unknown) => void}[]>} */
    this.wanted = new Map();
  }

  /** @param {(message: Message) => void} take */
  listen(take) {
    this.port.onmessage = ({ data }) => {
      if (data?.type === "asset") this.#takeAsset(data);
      else take(data);
    };
  }

  /** @param {Message} message @param {Transferable[]} [transfer] */
  send(message, transfer = []) {
    this.port.postMessage(message, transfer);
  }

  /** @param {number} ticket @param {unknown} error */
  fail(ticket, error) {
    const problem = error instanceof DocumentProblem ? error.problem : "page-damaged";
    this.send({ type: "failed", ticket, problem });
  }

  /**
   * A font, a character map or a decoder of pdf.js: the frame has no line of its own to get it.
   * @param {string} name e.g. "wasm/jbig2.wasm"
   * @returns {Promise<Uint8Array>}
   */
  asset(name) {
    return new Promise((resolve, reject) => {
      const waiting = this.wanted.get(name) ?? [];
      waiting.push({ resolve, reject });
      this.wanted.set(name, waiting);
      if (waiting.length === 1) this.send({ type: "asset-wanted", name });
    });
  }

  /** @param {{name: string, bytes: ArrayBuffer | null}} message */
  #takeAsset({ name, bytes }) {
    for (const { resolve, reject } of this.wanted.get(name) ?? []) {
      if (bytes) resolve(new Uint8Array(bytes.slice(0)));
      else reject(new Error(`not available: ${name}`));
    }
    this.wanted.delete(name);
  }
}
