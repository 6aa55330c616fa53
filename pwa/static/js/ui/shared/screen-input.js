// What a screen of both roles gets; each role's own `memory.js` remembers more.

/**
 * @typedef {object} Memory
 * @property {import("../framework.js").Signal<boolean>} justRecovered offer a passkey for this device
 *
 * @typedef {object} ScreenInput
 * @property {import("../../acts/app.js").App} app
 * @property {Memory} memory
 * @property {readonly string[]} path the parts of the address after the screen's own name
 */

export {};
