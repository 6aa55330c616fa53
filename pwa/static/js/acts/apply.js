// A reviewer asks to stand in the clinic's directory: an announcement, signed by the reviewer, that the clinic signs
// after it has compared the six words. spec/directory.md section 2.

import { chooseReviewer } from "../case/directory.js";
import { sign } from "../crypto/signature.js";
import { isFailure } from "../errors.js";
import { askApplication, putApplication } from "../relay/directory.js";
import { parseAnnouncement, REVIEWER_LABEL } from "../wire/announcement.js";
import { toBase64url } from "../wire/bytes.js";
import { writeCanonical } from "../wire/canonical-json.js";
import { toWire } from "../wire/shape.js";

const VALID_DAYS = 730;
const DAY_MS = 24 * 60 * 60 * 1000;
const APPLICATION = "application";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {{name: string, specialty: string, credentials: string, languages: string[]}} Application
 */

/**
 * Whether this reviewer stands in the directory is read in the directory, which was verified; the relay's word counts
 * only for what can't stand there.
 * @param {App} app
 * @returns {Promise<"none" | "waiting" | "approved" | "revoked">}
 */
export async function applicationState(app) {
  const said = await askApplication(app.relay);
  const { accountId } = app.requireKeys();
  const reviewer = app.verifiedDirectory?.reviewers.get(accountId);
  if (reviewer) return reviewer.revoked ? "revoked" : "approved";
  return said === "none" ? "none" : "waiting";
}

/**
 * Until when the own entry holds.
 * @param {App} app
 * @returns {{validToMs: number, expired: boolean} | null} null where there is none
 */
export function ownEntry(app) {
  const { verifiedDirectory: directory, keys } = app;
  const reviewer = keys && directory?.reviewers.get(keys.accountId);
  if (!directory || !reviewer) return null;
  const { accountId, validToMs } = reviewer.announcement;
  try {
    chooseReviewer(directory, accountId, app.relay.relayNowMs());
    return { validToMs, expired: false };
  } catch (error) {
    return { validToMs, expired: isFailure(error, "announcement-expired") };
  }
}

/** @param {App} app @returns {Promise<Application>} as it was written last on this device */
export async function keptApplication(app) {
  const nothing = { name: "", specialty: "", credentials: "", languages: [] };
  return (await app.requireStore().values.get(APPLICATION)) ?? nothing;
}

/**
 * Text as the contract has it: NFC, no spaces around it. What else it may not hold is refused with `encoding`.
 * @param {App} app
 * @param {Application} written
 */
export async function apply(app, written) {
  const account = app.requireKeys();
  const tidy = (/** @type {string} */ text) => text.normalize("NFC").trim();
  const application = {
    name: tidy(written.name),
    specialty: tidy(written.specialty),
    credentials: tidy(written.credentials),
    languages: written.languages,
  };
  const validFromMs = app.relay.relayNowMs();
  const { accountId, kemPublic, signingPublic } = account.identity;
  const announcement = {
    ...application,
    ...{ accountId, kemPublic, signingPublic },
    ...{ suite: 1, type: "reviewer", v: 1, validFromMs, validToMs: validFromMs + VALID_DAYS * DAY_MS },
  };
  const signed = writeCanonical(toWire(announcement));
  parseAnnouncement(signed);
  const signature = await sign(account.signingSecret, REVIEWER_LABEL, signed);
  await app.requireStore().values.put({ [APPLICATION]: application });
  await putApplication(app.relay, {
    reviewer_signature: toBase64url(signature),
    signed: toBase64url(signed),
  });
  app.application.value = "waiting";
}
