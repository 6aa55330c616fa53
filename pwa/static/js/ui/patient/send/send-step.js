// What the steps of "Send to a specialist" have in common.

export const STEP_COUNT = 6;

/**
 * What a step is given once the reviewer is chosen.
 * @typedef {object} SendInput
 * @property {import("../../../acts/app.js").App} app
 * @property {import("../memory.js").Memory} memory
 * @property {import("../../../acts/app.js").ReviewerView} reviewer
 */
