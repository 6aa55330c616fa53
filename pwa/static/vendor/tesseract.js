const scope = globalThis;
scope.define = Object.assign((_, make) => { scope.define = make(); }, { amd: true });
await import("./tesseract.js-core-7.0.0/tesseract-core-simd-lstm.js");
export const makeTesseract = scope.define;
delete scope.define;
export const folder = new URL("./tesseract.js-core-7.0.0/", import.meta.url).href;
