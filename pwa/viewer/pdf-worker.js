// Starts pdf.js's worker from a frame without an origin: such a frame may only start workers from addresses that it
// made itself, so a one-line script imports the vendored one.

import { PDFWorker } from "../static/vendor/pdfjs.js";
import { worker as workerAddress } from "../static/vendor/pdfjs-files.js";

/** @type {{createScriptURL: (address: string) => any} | null} */
let policy = null;

/** @param {string} address of the blob made below */
function trusted(address) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return address;
  policy ??= types.createPolicy("viewer", { createScriptURL: (/** @type {string} */ text) => text });
  return /** @type {{createScriptURL: (address: string) => any}} */ (policy).createScriptURL(address);
}

/** @returns {{pdfWorker: PDFWorker, end: () => void}} `end` stops it in the middle of whatever it does */
export function startPdfWorker() {
  const address = URL.createObjectURL(
    new Blob([`import ${JSON.stringify(workerAddress)};`], { type: "text/javascript" }),
  );
  const worker = new Worker(trusted(address), { type: "module" });
  const pdfWorker = PDFWorker.create({ port: worker, verbosity: 0 });
  return {
    pdfWorker,
    end() {
      URL.revokeObjectURL(address);
      pdfWorker.destroy();
      worker.terminate();
    },
  };
}
