// A picked file, read once and in order. One long read costs the browser a third of what as many reads as there are
// parts cost it.

import { SecondLookError } from "../errors.js";

const NOTHING = new Uint8Array(0);

/** A file as a stream that fills rooms of a given size. Whoever opens it closes it. */
export class SourceStream {
  /** @param {Blob} source */
  constructor(source) {
    this.reader = source.stream().getReader();
    /** @type {Uint8Array} read, and not given out yet */
    this.left = NOTHING;
  }

  /** @returns {Promise<Uint8Array | null>} the next piece, of any size; null at the end */
  async next() {
    try {
      return (await this.reader.read()).value ?? null;
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
    await this.reader.cancel().catch(() => {});
  }
}

/** @returns {never} */
function refuseEnd() {
  throw new SecondLookError("file-changed", { message: "file-changed: it ended early" });
}
