export { default, ready } from "libsodium-wrappers-sumo";
