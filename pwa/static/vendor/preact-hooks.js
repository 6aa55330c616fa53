export * from "./preact-11.2.0/hooks/dist/hooks.mjs";
