export { sha256 } from "./noble-hashes-2.4.0/sha2.js";
