// What the reviewer's screens remember between one another while the page is open. Nothing of it is stored.

import { signal } from "../framework.js";

/**
 * @typedef {object} Memory
 * @property {import("../framework.js").Signal<import("../../acts/invitation.js").Invitation | null>} invitation
 * @property {import("../framework.js").Signal<unknown>} invitationProblem the link was not whole
 * @property {import("../framework.js").Signal<boolean>} justRecovered offer a passkey for this device
 */

/** @returns {Memory} */
export function createMemory() {
  return {
    invitation: signal(/** @type {import("../../acts/invitation.js").Invitation | null} */ (null)),
    invitationProblem: signal(/** @type {unknown} */ (null)),
    justRecovered: signal(false),
  };
}

/**
 * @typedef {object} ScreenInput what every screen of the reviewer's app gets
 * @property {import("../../acts/app.js").App} app
 * @property {Memory} memory
 * @property {readonly string[]} path the parts of the address after the screen's own name
 */
