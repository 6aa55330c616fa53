export * from "./htm-3.1.1/preact/index.module.js";
