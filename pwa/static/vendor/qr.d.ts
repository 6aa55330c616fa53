export { default, encodeQR } from "qr";
