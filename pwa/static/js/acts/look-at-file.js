// What the person picked, judged before it is sealed: spec/case.md section 3 and the problems that a phone's
// files really have. Each problem has a name of its own.

import { SecondLookError } from "../errors.js";
import { MAX_DATA_BYTES, MAX_DATA_GIGABYTES } from "../wire/envelope-layout.js";
import { HEAD_BYTES, isImage, sniffMediaType } from "../workers/file-kind.js";
import { checkPdf } from "../workers/pdf-check.js";
import { MOST_SHOWN_BYTES } from "./show-page.js";

export const THUMBNAIL_EDGE = 480;

/**
 * @typedef {import("./app.js").App} App
 * @typedef {{mediaType: string, thumbnail: Blob | null}} LookedAt
 */

/**
 * @param {App} app
 * @param {Blob} blob
 * @param {{name: string, keepUnknown?: boolean, signal?: AbortSignal}} options `keepUnknown`: the person was asked,
 *   and wants to keep what nobody here can show
 * @returns {Promise<LookedAt>}
 */
export async function lookAtFile(app, blob, { name, keepUnknown = false, signal }) {
  if (blob.size === 0) throw new SecondLookError("file-empty");
  if (blob.size > MAX_DATA_BYTES)
    throw new SecondLookError("file-too-large", { details: { gigabytes: MAX_DATA_GIGABYTES } });
  const mediaType = sniffMediaType(await firstBytes(blob));
  try {
    return await lookInside(app, blob, { mediaType, name, signal });
  } catch (error) {
    const mayKeep = error instanceof SecondLookError && KEEP_ANYWAY.has(error.failureClass);
    if (!mayKeep) throw error;
    if (keepUnknown)
      return { mediaType: error.failureClass === "pdf-locked" ? mediaType : UNKNOWN, thumbnail: null };
    throw new SecondLookError(error.failureClass, { cause: error, details: { keepAnyway: true } });
  }
}

const UNKNOWN = "application/octet-stream";
/** What can be kept as it is, after asking: a reviewer may have the means to open it. */
const KEEP_ANYWAY = new Set([
  "unknown-type",
  "pdf-locked",
  "pdf-damaged",
  "image-damaged",
  "image-too-large",
]);

/** @param {Blob} blob */
async function firstBytes(blob) {
  try {
    return new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  } catch (error) {
    throw new SecondLookError("file-changed", { cause: error });
  }
}

/**
 * @param {App} app
 * @param {Blob} blob
 * @param {{mediaType: import("../workers/file-kind.js").MediaType, name: string, signal?: AbortSignal}} options
 * @returns {Promise<LookedAt>}
 */
async function lookInside(app, blob, { mediaType, name, signal }) {
  if (isImage(mediaType)) {
    if (blob.size > MOST_SHOWN_BYTES) throw new SecondLookError("image-too-large");
    const thumbnail = await thumbnailOf(app, blob, mediaType, signal);
    return { mediaType, thumbnail };
  }
  if (mediaType === "application/pdf") {
    if ((await checkPdf(blob)).encrypted) throw new SecondLookError("pdf-locked");
    return { mediaType, thumbnail: null };
  }
  if (/\.pdf$/i.test(name)) throw new SecondLookError("pdf-damaged");
  if (mediaType === "application/dicom") return { mediaType, thumbnail: null };
  throw new SecondLookError("unknown-type");
}

/**
 * @param {App} app
 * @param {Blob} blob
 * @param {string} mediaType
 * @param {AbortSignal} [signal]
 */
async function thumbnailOf(app, blob, mediaType, signal) {
  try {
    const drawn = await app.images.scaled(blob, mediaType, { longestEdge: THUMBNAIL_EDGE, signal });
    return new Blob([drawn.bytes], { type: drawn.mediaType });
  } catch (error) {
    // A HEIC photo that this browser can't decode is whole all the same; another reader may show it.
    const undecodable = error instanceof SecondLookError && error.failureClass === "image-damaged";
    if (undecodable && mediaType === "image/heic")
      throw new SecondLookError("unknown-type", { cause: error });
    throw error;
  }
}
