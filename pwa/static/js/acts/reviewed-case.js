// A case that a patient shared with this reviewer: its chain, verified and folded in the reviewer's view. It lives in
// this page only. Nothing of it is ever stored on the reviewer's device but the hash of the chain's head, so that
// deleting the copies is forgetting them.

import { buildStatement, verifyEntries } from "../case/chain.js";
import { consentStateAt, createFold } from "../case/fold.js";
import { refuse } from "../errors.js";
import { whileAlone } from "../local-store/locks.js";
import { rememberedHead } from "./account-memory.js";
import { latestNowMs } from "./clocks.js";
import { addToHead, fetchEntries } from "./relay-chain.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../case/fold.js").ConsentState} ConsentState
 * @typedef {import("../case/consent.js").CheckedConsent} CheckedConsent
 *
 * @typedef {object} ReviewedCase
 * @property {string} caseId
 * @property {import("../case/fold.js").Fold} fold
 * @property {unknown[]} entries as the relay gave them, all of them verified
 * @property {import("../case/fold.js").VerifiedStatement[]} opened this reviewer's statements of that type
 * @property {Map<string, CheckedConsent>} consents those that passed every check, by consent id
 * @property {Map<string, ArrayBuffer>} files opened, by envelope id, the one used last at the end
 * @property {Map<string, import("./state-opened.js").Openings>} openings by consent id
 */

/** @param {string} caseId @returns {ReviewedCase} */
function newReviewedCase(caseId) {
  return {
    caseId,
    fold: createFold({ view: "reviewer" }),
    entries: [],
    opened: [],
    consents: new Map(),
    files: new Map(),
    openings: new Map(),
  };
}

/**
 * Fetches and verifies what is new. Where the relay shows something that can't be believed this rejects, and the
 * case is as it was.
 * @param {App} app
 * @param {string} caseId
 * @returns {Promise<ReviewedCase>}
 */
export function syncReviewedCase(app, caseId) {
  return whileAlone(`reviewed/${caseId}`, () => syncLocked(app, caseId));
}

/** @param {App} app @param {string} caseId inside the lock of the case */
async function syncLocked(app, caseId) {
  const reviewed = app.reviewedCases.get(caseId) ?? newReviewedCase(caseId);
  const { entries, servedHead } = await fetchEntries(app, caseId, reviewed.fold);
  const heads = { rememberedHead: await rememberedHead(app, caseId), servedHead };
  const shown = await verifyEntries(reviewed.fold, entries, { caseId, ...heads });
  if (!reviewed.fold.head) refuse("chain-shorter", "nothing of the case");
  reviewed.entries.push(...entries);
  reviewed.opened.push(...shown.filter(({ statement }) => statement.type === "opened"));
  app.reviewedCases.set(caseId, reviewed);
  return reviewed;
}

/**
 * What the patient let this reviewer open, as long as it holds.
 * @param {App} app
 * @param {string} caseId
 * @param {string} consentId
 * @returns {{reviewed: ReviewedCase, consent: CheckedConsent}} throws where the consent is over or was never checked
 */
export function liveConsent(app, caseId, consentId) {
  const reviewed = app.reviewedCases.get(caseId);
  const consent = reviewed?.consents.get(consentId);
  if (!reviewed || !consent) return refuse("consent-withdrawn", "not open on this device");
  const state = consentStateAt(consent.state, latestNowMs(app));
  if (state === "withdrawn") refuse("consent-withdrawn");
  if (state === "ended") refuse("consent-expired");
  return { reviewed, consent };
}

/**
 * Adds a reviewer's statement. When somebody else was faster, it is made anew on the new head.
 * @template {"opened" | "copies-deleted"} T
 * @param {App} app
 * @param {string} caseId
 * @param {Pick<import("../case/chain.js").BuildOptions<T>, "type" | "public" | "private" | "privateKey">} statement
 * @param {(consent: ConsentState) => boolean} isWanted asked when the case is up to date: whether it can still be made
 */
export async function addReviewerStatement(app, caseId, statement, isWanted) {
  const { consentId } = /** @type {{consentId: string}} */ (statement.public);
  const bringUpToDate = async () => (await syncLocked(app, caseId)).fold;
  /** @param {import("../case/fold.js").Fold} fold */
  const build = async (fold) => {
    const consent = fold.consents.get(consentId);
    if (!consent || !isWanted(consent)) return null;
    const timeMs = app.relay.relayNowMs();
    return await buildStatement({ ...statement, account: app.requireKeys(), state: fold, timeMs });
  };
  /**
   * After the last `copies-deleted` the case is served no more: spec/case.md section 4.
   * @param {import("../case/fold.js").Fold} fold
   */
  const isServedAfter = (fold) =>
    statement.type !== "copies-deleted" ||
    [...fold.consents.values()].some((one) => one.consentId !== consentId && one.copiesDeletedMs === null);
  await whileAlone(`reviewed/${caseId}`, () =>
    addToHead(app, caseId, { bringUpToDate, build, isServedAfter }),
  );
}
