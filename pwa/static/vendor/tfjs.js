import "./tensorflow-tfjs-core-4.22.0/dist/tf-core.min.js";
export const tf = globalThis.tf;
