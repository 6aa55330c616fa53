// What the document frame may say. Whoever breaks into it through a record can send anything: each message is read
// field by field, and what is not known or not sane is dropped.

import { PAGE_COMMANDS } from "./keys.js";

export const MAX_THUMBNAIL_EDGE = 480;
const MAX_PAGES = 2000;
const MAX_ZOOM_PERCENT = 10_000;
/** Longest name that an asset of pdf.js has, twice over. */
const MAX_ASSET_NAME = 64;

export const PROBLEMS = Object.freeze([
  "file-empty",
  "file-too-large",
  "unknown-type",
  "pdf-locked",
  "pdf-damaged",
  "pdf-empty",
  "image-damaged",
  "image-too-large",
  "page-damaged",
  "page-too-slow",
]);
const FITS = Object.freeze(["page", "width", "free"]);

/**
 * @typedef {import("./keys.js").PageCommand} WantedCommand
 * @typedef {{type: "opened", ticket: number, kind: "pdf" | "image", pages: number, cut: boolean}
 *   | {type: "failed", ticket: number, problem: string}
 *   | {type: "view", ticket: number, page: number, turn: number, fit: "page" | "width" | "free", zoomPercent: number}
 *   | {type: "drawn", ticket: number, page: number, width: number, height: number}
 *   | {type: "thumbnail", ticket: number, page: number, picture: ImageData}
 *   | {type: "wanted", command: WantedCommand}
 *   | {type: "asset-wanted", name: string}} FrameMessage
 */

/**
 * @param {unknown} data as it came
 * @returns {FrameMessage | null} null: not a message of the frame, or not a sane one
 */
export function readFrameMessage(data) {
  if (typeof data !== "object" || data === null) return null;
  const fields = /** @type {Record<string, unknown>} */ (data);
  const read =
    typeof fields.type === "string" && Object.hasOwn(readers, fields.type) ? readers[fields.type] : null;
  return read ? read(fields) : null;
}

/** @type {Record<string, (fields: Record<string, unknown>) => FrameMessage | null>} */
const readers = {
  opened({ ticket, kind, pages, cut }) {
    if (!isCount(ticket) || !isCount(pages, 1, MAX_PAGES) || typeof cut !== "boolean") return null;
    return kind === "pdf" || kind === "image" ? { type: "opened", ticket, kind, pages, cut } : null;
  },
  failed({ ticket, problem }) {
    return isCount(ticket) && isOneOf(problem, PROBLEMS) ? { type: "failed", ticket, problem } : null;
  },
  view({ ticket, page, turn, fit, zoomPercent }) {
    if (!isCount(ticket) || !isCount(page, 1, MAX_PAGES) || !isCount(turn, 0, 270)) return null;
    if (!isCount(zoomPercent, 1, MAX_ZOOM_PERCENT) || !isOneOf(fit, FITS)) return null;
    return {
      type: "view",
      ticket,
      page,
      turn,
      fit: /** @type {"page" | "width" | "free"} */ (fit),
      zoomPercent,
    };
  },
  drawn({ ticket, page, width, height }) {
    if (!isCount(ticket) || !isCount(page, 1, MAX_PAGES) || !isCount(width) || !isCount(height)) return null;
    return { type: "drawn", ticket, page, width, height };
  },
  thumbnail({ ticket, page, width, height, pixels }) {
    if (!isCount(ticket) || !isCount(page, 1, MAX_PAGES)) return null;
    if (!isCount(width, 1, MAX_THUMBNAIL_EDGE) || !isCount(height, 1, MAX_THUMBNAIL_EDGE)) return null;
    if (!(pixels instanceof ArrayBuffer) || pixels.byteLength !== width * height * 4) return null;
    // Dots of colour, and nothing that anybody would have to decode.
    const picture = new ImageData(new Uint8ClampedArray(pixels), width, height);
    return { type: "thumbnail", ticket, page, picture };
  },
  wanted({ command }) {
    return isOneOf(command, PAGE_COMMANDS)
      ? { type: "wanted", command: /** @type {WantedCommand} */ (command) }
      : null;
  },
  "asset-wanted"({ name }) {
    return typeof name === "string" && name.length <= MAX_ASSET_NAME ? { type: "asset-wanted", name } : null;
  },
};

/** @param {unknown} value @param {number} [least] @param {number} [most] @returns {value is number} */
function isCount(value, least = 0, most = Number.MAX_SAFE_INTEGER) {
  return Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
}

/** @param {unknown} value @param {readonly string[]} known @returns {value is string} */
function isOneOf(value, known) {
  return typeof value === "string" && known.includes(value);
}
