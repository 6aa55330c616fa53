// This device's clock and the relay's. Neither is believed alone where a time takes something away, or gives it.

/** @typedef {import("./app.js").App} App */

/** The later of both: nobody can stretch what somebody may do. @param {App} app */
export function latestNowMs({ relay }) {
  return Math.max(relay.nowMs(), relay.relayNowMs());
}

/** The earlier of both: nobody can say too soon that a consent is over, and can't be withdrawn. @param {App} app */
export function earliestNowMs({ relay }) {
  return Math.min(relay.nowMs(), relay.relayNowMs());
}
