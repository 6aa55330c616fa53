export * from "./preact-11.2.0/dist/preact.mjs";
