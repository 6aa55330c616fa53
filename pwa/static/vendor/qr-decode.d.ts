export { default, decodeQR } from "qr/decode.js";
