// What is vendored. One entry is one import address for our own code: pwa/static/vendor/<address>.js.
// `modules` are followed through their imports; `files` are copied as they are (loaded by address at run time).

/**
 * @typedef {object} Vendored
 * @property {string} address   our own code imports `…/vendor/<address>.js`
 * @property {string} module    the package's module, as npm names it
 * @property {string[]} reexports   lines of the address module; `MODULE` stands for the path or the npm name,
 *   `FOLDER` for the folder of the package
 * @property {boolean} [script]   a script and no module: copied as it is, its imports are not followed
 * @property {string[]} [types]   lines of its types, where they are not the same as of the module
 */

/** @type {Vendored[]} */
export const ADDRESSES = [
  {
    address: "libsodium",
    module: "libsodium-wrappers",
    reexports: ['export { default, ready } from "MODULE";'],
  },
  {
    address: "libsodium-sumo",
    module: "libsodium-wrappers-sumo",
    reexports: ['export { default, ready } from "MODULE";'],
  },
  { address: "preact", module: "preact", reexports: ['export * from "MODULE";'] },
  { address: "preact-hooks", module: "preact/hooks", reexports: ['export * from "MODULE";'] },
  { address: "htm", module: "htm/preact", reexports: ['export * from "MODULE";'] },
  { address: "signals", module: "@preact/signals", reexports: ['export * from "MODULE";'] },
  { address: "fluent", module: "@fluent/bundle", reexports: ['export * from "MODULE";'] },
  { address: "bip39", module: "@scure/bip39", reexports: ['export * from "MODULE";'] },
  {
    address: "bip39-english",
    module: "@scure/bip39/wordlists/english.js",
    reexports: ['export { wordlist } from "MODULE";'],
  },
  { address: "sha2", module: "@noble/hashes/sha2.js", reexports: ['export { sha256 } from "MODULE";'] },
  { address: "qr", module: "qr", reexports: ['export { default, encodeQR } from "MODULE";'] },
  {
    address: "qr-decode",
    module: "qr/decode.js",
    reexports: ['export { default, decodeQR } from "MODULE";'],
  },
  { address: "pdfjs", module: "pdfjs-dist/build/pdf.min.mjs", reexports: ['export * from "MODULE";'] },
  {
    address: "pdfjs-files",
    module: "pdfjs-dist/build/pdf.worker.min.mjs",
    reexports: [
      "/** Where pdf.js's worker and the folder with its fonts, maps and decoders are: absolute addresses. */",
      'export const worker = new URL("MODULE", import.meta.url).href;',
      'export const folder = new URL("FOLDER/", import.meta.url).href;',
    ],
    types: ["export const worker: string;", "export const folder: string;"],
  },
  {
    address: "pdf-lib",
    module: "@cantoo/pdf-lib/dist/pdf-lib.esm.min.js",
    reexports: ['export * from "MODULE";'],
  },
  {
    address: "tfjs",
    module: "@tensorflow/tfjs-core/dist/tf-core.min.js",
    // Its modules ask for a bundler; this script makes a global, in a worker's own scope.
    script: true,
    reexports: ['import "MODULE";', "export const tf = globalThis.tf;"],
    types: ['export * as tf from "@tensorflow/tfjs-core";'],
  },
  {
    address: "tfjs-wasm",
    module: "@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js",
    script: true,
    reexports: [
      'import "./tfjs.js";',
      'import "MODULE";',
      "export const { setWasmPaths } = globalThis.tf.wasm;",
      'export const folder = new URL("FOLDER/dist/", import.meta.url).href;',
    ],
    types: ['export { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";', "export const folder: string;"],
  },
  {
    address: "tesseract",
    module: "tesseract.js-core/tesseract-core-simd-lstm.js",
    // It makes a variable, which nobody outside a module sees, or hands itself to whoever defines modules.
    script: true,
    reexports: [
      "const scope = globalThis;",
      "scope.define = Object.assign((_, make) => { scope.define = make(); }, { amd: true });",
      'await import("MODULE");',
      "export const makeTesseract = scope.define;",
      "delete scope.define;",
      'export const folder = new URL("FOLDER/", import.meta.url).href;',
    ],
    types: [
      "/** The functions of tesseract's C++ interface that we use: https://github.com/tesseract-ocr/tesseract, baseapi.h. */",
      "export interface TessBaseAPI {",
      "  Init(folder: string | null, language: string, engine: number): number;",
      "  SetVariable(name: string, value: string): boolean;",
      "  SetPageSegMode(mode: number): void;",
      "  SetImageFile(orientation?: number, angle?: number): number;",
      "  SetRectangle(left: number, top: number, width: number, height: number): void;",
      "  Recognize(monitor: null): number;",
      "  GetTSVText(page: number): string;",
      "  Clear(): void;",
      "}",
      "export interface Tesseract {",
      "  FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };",
      "  TessBaseAPI: new () => TessBaseAPI;",
      "}",
      "export function makeTesseract(options: {",
      "  locateFile: (name: string) => string;",
      "  print?: (line: string) => void;",
      "  printErr?: (line: string) => void;",
      "}): Promise<Tesseract>;",
      "export const folder: string;",
    ],
  },
];

/** Types come from these modules when the module itself has none beside it. */
export const TYPES = {
  "@cantoo/pdf-lib/dist/pdf-lib.esm.min.js": "@cantoo/pdf-lib",
  "pdfjs-dist/build/pdf.min.mjs": "pdfjs-dist",
};

/**
 * Files that a package fetches while it runs. A pattern is a path inside the package; `*` stands for one path part.
 * pdf.js: character maps, fonts that a PDF may lack, colour profile, image decoders. Left out: the
 * script sandbox (quickjs: a record's scripts never run) and the decoders without WebAssembly (we need it anyway).
 */
export const FILES = {
  "tesseract.js-core": ["tesseract-core-simd-lstm.wasm"],
  "@tensorflow/tfjs-backend-wasm": ["dist/tfjs-backend-wasm.wasm", "dist/tfjs-backend-wasm-simd.wasm"],
  "pdfjs-dist": [
    "cmaps/*.bcmap",
    "cmaps/LICENSE",
    "iccs/*",
    "standard_fonts/*",
    "wasm/jbig2.wasm",
    "wasm/openjpeg.wasm",
    "wasm/qcms_bg.wasm",
    "wasm/LICENSE_JBIG2",
    "wasm/LICENSE_OPENJPEG",
    "wasm/LICENSE_QCMS",
    "wasm/LICENSE_PDFJS_JBIG2",
    "wasm/LICENSE_PDFJS_OPENJPEG",
    "wasm/LICENSE_PDFJS_QCMS",
  ],
};
