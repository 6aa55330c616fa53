import "./tfjs.js";
import "./tensorflow-tfjs-backend-wasm-4.22.0/dist/tf-backend-wasm.min.js";
export const { setWasmPaths } = globalThis.tf.wasm;
export const folder = new URL("./tensorflow-tfjs-backend-wasm-4.22.0/dist/", import.meta.url).href;
