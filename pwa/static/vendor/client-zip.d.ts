export { makeZip, predictLength } from "client-zip";
