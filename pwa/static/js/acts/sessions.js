// Where the account is signed in, and ending that from here.

import { askSessions, deleteSession } from "../relay/accounts.js";

/** @param {import("./app.js").App} app */
export async function listSessions(app) {
  const sessions = await askSessions(app.relay);
  return sessions.map((session) => ({
    sessionId: session.session_id,
    createdMs: session.created_ms,
    lastSeenMs: session.last_seen_ms,
    current: session.current,
  }));
}

/** @param {import("./app.js").App} app @param {string} sessionId */
export async function endSession(app, sessionId) {
  await deleteSession(app.relay, sessionId);
}
