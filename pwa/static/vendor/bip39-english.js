export { wordlist } from "./scure-bip39-2.4.0/wordlists/english.js";
