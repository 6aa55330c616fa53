// Where pdf.js gets its fonts, character maps and decoders: from the page around the frame, by name.

const FOLDERS = Object.freeze({ cMapUrl: "cmaps", standardFontDataUrl: "standard_fonts", wasmUrl: "wasm" });

/**
 * @param {import("./port.js").Port} port
 * @returns {new () => {fetch: (wanted: {kind: keyof typeof FOLDERS, filename: string}) => Promise<Uint8Array>}}
 *   a class, because pdf.js makes the object itself
 */
export function assetsThrough(port) {
  return class {
    /** @param {{kind: keyof typeof FOLDERS, filename: string}} wanted */
    fetch({ kind, filename }) {
      return port.asset(`${FOLDERS[kind]}/${filename}`);
    }
  };
}
