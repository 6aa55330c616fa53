export { default, ready } from "./libsodium-wrappers-sumo-0.8.4/dist/modules-sumo-esm/libsodium-wrappers.mjs";
