export { default, ready } from "./libsodium-wrappers-0.8.4/dist/modules-esm/libsodium-wrappers.mjs";
