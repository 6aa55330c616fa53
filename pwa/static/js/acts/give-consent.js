// Giving a consent: spec/consent.md. Prepared when its screen opens, so that what is read is what is verified;
// given by the person's yes. Both times the directory is fetched and verified anew.

import { buildConsent } from "../case/consent.js";
import { chooseReviewer } from "../case/directory.js";
import { SecondLookError } from "../errors.js";
import { randomBytes, toHex } from "../wire/bytes.js";
import { latestNowMs } from "./clocks.js";
import { addStatement, syncCase } from "./own-case.js";
import { plainLines } from "./plain-text.js";
import { showCase } from "./show-case.js";
import { freshDirectory } from "./verify-directory.js";

/**
 * @typedef {import("./app.js").App} App
 *
 * @typedef {object} PreparedConsent
 * @property {string} consentId made here, so that a second try after a lost answer gives the same consent, not two
 * @property {string} reviewerAccountId
 * @property {string} leafSha256 of the directory entry that was verified for the screen
 * @property {readonly string[]} recordIds
 * @property {number} endsAtMs
 * @property {string} question
 */

/**
 * @param {App} app
 * @param {{reviewerAccountId: string, recordIds: readonly string[], endsAtMs: number, question: string}} wanted
 * @returns {Promise<PreparedConsent>} `app.directory` and `app.caseView` show what was verified
 */
export async function prepareConsent(app, { reviewerAccountId, recordIds, endsAtMs, question }) {
  // Whoever shares must be able to withdraw, also after the phone is lost.
  if (!app.account.value?.wayIns.recovery) throw new SecondLookError("sheet-first");
  const leafSha256 = await verifiedEntry(app, reviewerAccountId);
  const { fold } = await syncCase(app);
  await showCase(app);
  if (recordIds.some((recordId) => fold.records.get(recordId)?.removed !== false)) {
    throw new SecondLookError("consent-changed");
  }
  const consentId = toHex(randomBytes(16));
  return { consentId, reviewerAccountId, leafSha256, recordIds, endsAtMs, question: plainLines(question) };
}

/**
 * @param {App} app
 * @param {PreparedConsent} prepared
 * @param {import("../wire/consent.js").Screen} screen every sentence as it stood on the screen
 * @returns {Promise<string>} the consent's id; rejects with `consent-changed` where what the screen showed is so no more
 */
export async function giveConsent(app, prepared, screen) {
  const { consentId, reviewerAccountId, recordIds, endsAtMs, question } = prepared;
  if ((await verifiedEntry(app, reviewerAccountId)) !== prepared.leafSha256) {
    throw new SecondLookError("consent-changed");
  }
  await addStatement(app, async ({ fold, keys }, timeMs) => {
    if (fold.consents.has(consentId)) return null;
    const directory = app.verifiedDirectory;
    if (!directory) throw new SecondLookError("announcement");
    const { entry } = await buildConsent({
      account: app.requireKeys(),
      state: fold,
      keys,
      directory,
      consentId,
      reviewerAccountId,
      recordIds: [...recordIds],
      endsAtMs,
      question,
      screen,
      timeMs,
    });
    return entry;
  });
  app.otherTabs?.tell("store-changed");
  await showCase(app);
  return consentId;
}

/**
 * @param {App} app
 * @param {string} reviewerAccountId
 * @returns {Promise<string>} leaf hash of the entry, verified this moment
 */
async function verifiedEntry(app, reviewerAccountId) {
  const directory = await freshDirectory(app);
  return chooseReviewer(directory, reviewerAccountId, latestNowMs(app)).leafSha256;
}
