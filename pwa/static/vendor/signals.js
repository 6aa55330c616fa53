export * from "./preact-signals-2.11.4/dist/signals.module.js";
