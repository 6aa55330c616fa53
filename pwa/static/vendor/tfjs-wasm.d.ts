export { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
export const folder: string;
