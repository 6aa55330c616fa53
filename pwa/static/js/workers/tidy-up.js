// Memory that large data leaves behind.

const TIMES = 4;

/**
 * What was sent, stored or read once leaves several copies behind, of which a browser counts one, or none, before it
 * tidies up: hundreds of megabytes may gather while a large file goes through. This makes it count them. Memory that
 * is never written to takes no room.
 * @param {number} sizeBytes that went through
 */
export function askToTidyUp(sizeBytes) {
  try {
    new ArrayBuffer(TIMES * sizeBytes);
  } catch {
    // Where there is no room for it the browser has tidied up already.
  }
}

/** A photo of 12 megapixels. */
const PHOTO_BYTES = 48_000_000;

/**
 * Work on a photo, whose memory is given back as soon as it is done.
 * @template T, R
 * @param {(given: T) => Promise<R>} work
 * @returns {(given: T) => Promise<R>}
 */
export function tidily(work) {
  return async (given) => {
    try {
      return await work(given);
    } finally {
      askToTidyUp(PHOTO_BYTES);
    }
  };
}
