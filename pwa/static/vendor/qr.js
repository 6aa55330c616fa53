export { default, encodeQR } from "./qr-0.7.0/index.js";
