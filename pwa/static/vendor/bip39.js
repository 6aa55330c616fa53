export * from "./scure-bip39-2.4.0/index.js";
