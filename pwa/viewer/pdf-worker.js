// Starts pdf.js's worker from a frame without an origin: such a frame may only start workers from addresses that it
// made itself, and Chromium starts no module workers there, so a one-line classic script imports the vendored module.

import { PDFWorker } from "../static/vendor/pdfjs.js";
import { worker as workerAddress } from "../static/vendor/pdfjs-files.js";
import { OPEN_WITHIN_MS } from "./limits.js";
import { within } from "./problem.js";

const FAILED = "failed";
const SCRIPT = `import(${JSON.stringify(workerAddress)}).catch(() => postMessage(${JSON.stringify(FAILED)}));`;

/** @type {{createScriptURL: (address: string) => any} | null} */
let policy = null;

/** @param {string} address of the blob made below */
function trusted(address) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return address;
  policy ??= types.createPolicy("viewer", { createScriptURL: (/** @type {string} */ text) => text });
  return /** @type {{createScriptURL: (address: string) => any}} */ (policy).createScriptURL(address);
}

/**
 * @returns {Promise<{pdfWorker: PDFWorker, end: () => void}>} once it listens: what is said before is lost.
 *   `end` stops it in the middle of whatever it does
 */
export async function startPdfWorker() {
  const address = URL.createObjectURL(new Blob([SCRIPT], { type: "text/javascript" }));
  const worker = new Worker(trusted(address));
  const end = () => {
    URL.revokeObjectURL(address);
    worker.terminate();
  };
  try {
    await within(firstWord(worker), OPEN_WITHIN_MS);
  } catch (error) {
    end();
    throw error;
  }
  const pdfWorker = PDFWorker.create({ port: worker, verbosity: 0 });
  return {
    pdfWorker,
    end() {
      pdfWorker.destroy();
      end();
    },
  };
}

/** pdf.js's worker says that it is ready as soon as it is. @param {Worker} worker */
function firstWord(worker) {
  return new Promise((resolve, reject) => {
    worker.addEventListener(
      "message",
      ({ data }) =>
        data === FAILED ? reject(new Error("pdf.js's worker did not load")) : resolve(undefined),
      { once: true },
    );
  });
}
