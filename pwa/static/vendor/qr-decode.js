export { default, decodeQR } from "./qr-0.7.0/decode.js";
