// SHA-256 of a file's own bytes. Apart from sealing, so that it needs no libsodium.

import { SourceStream } from "./source-stream.js";
import { streamingSha256 } from "./streaming-hash.js";
import { askToTidyUp } from "./tidy-up.js";

export const jobs = {
  /** @param {{source: Blob}} payload */
  async hash({ source }) {
    const hash = streamingSha256();
    const stream = new SourceStream(source);
    for (let piece = await stream.next(); piece !== null; piece = await stream.next()) {
      hash.update(piece);
      askToTidyUp(piece.length);
    }
    return { value: hash.finishHex() };
  },
};
