export * from "./fluent-bundle-0.19.1/esm/index.js";
