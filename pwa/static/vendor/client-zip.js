export { makeZip, predictLength } from "./client-zip-2.5.1/index.js";
