// A picked file, read once and in order. One long read costs the browser a third of what as many reads as there are
// parts cost it.

import { SecondLookError } from "../errors.js";

const NOTHING = new Uint8Array(0);
const PIECE_BYTES = 512 * 1024;

export class SourceStream {
  /** @param {Blob} source */
  constructor(source) {
    this.pieces = readPieces(source.stream());
    /** @type {Uint8Array} read, and not given out yet */
    this.left = NOTHING;
  }

  /** @returns {Promise<Uint8Array | null>} of any size, good until the next one is asked for; null at the end */
  async next() {
    try {
      const { value, done } = await this.pieces.read();
      return done ? null : (value ?? null);
    } catch (error) {
      // The file was moved, changed or deleted since it was picked.
      throw new SecondLookError("file-changed", { cause: error });
    }
  }

  /** @param {Uint8Array} room is filled; where the source has less, it is `file-changed` */
  async fill(room) {
    let filled = 0;
    while (filled < room.length) {
      if (this.left.length === 0) this.left = (await this.next()) ?? refuseEnd();
      const piece = this.left.subarray(0, room.length - filled);
      room.set(piece, filled);
      filled += piece.length;
      this.left = this.left.subarray(piece.length);
    }
  }

  /** Lets go of the source before its end. */
  async close() {
    this.left = NOTHING;
    await this.pieces.cancel().catch(() => {});
  }
}

/**
 * Reads into one buffer again and again where the browser can; else each piece is new memory, which a browser is slow
 * to give back.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @returns {{read: () => Promise<{value?: Uint8Array, done: boolean}>, cancel: () => Promise<void>}}
 */
function readPieces(stream) {
  /** @type {ReadableStreamBYOBReader} */
  let reader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    return stream.getReader();
  }
  let buffer = new ArrayBuffer(PIECE_BYTES);
  return {
    async read() {
      const piece = await reader.read(new Uint8Array(buffer));
      if (piece.value) buffer = piece.value.buffer;
      return piece;
    },
    cancel: () => reader.cancel(),
  };
}

/** @returns {never} */
function refuseEnd() {
  throw new SecondLookError("file-changed", { message: "file-changed: it ended early" });
}
