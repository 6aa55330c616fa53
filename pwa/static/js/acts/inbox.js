// The inbox: every case that was shared with this reviewer, each with what its consent says, or with the one problem
// that keeps it closed.

import { checkConsent, openedRecords } from "../case/consent.js";
import { consentStateAt } from "../case/fold.js";
import { sixWords } from "../crypto/words.js";
import { isFailure, SecondLookError } from "../errors.js";
import { passesByItself } from "../relay/back-off.js";
import { askCases } from "../relay/cases.js";
import { fromHex } from "../wire/bytes.js";
import { rememberedHead } from "./account-memory.js";
import { latestNowMs } from "./clocks.js";
import { deleteCopies } from "./delete-copies.js";
import { syncReviewedCase } from "./reviewed-case.js";
import { newOpenings } from "./state-opened.js";

const NEW = /** @type {const} */ ("new");
const OPENED = /** @type {const} */ ("opened");
const OVER = /** @type {const} */ ("over");

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").InboxEntry} InboxEntry
 * @typedef {import("./reviewed-case.js").ReviewedCase} ReviewedCase
 * @typedef {import("./reviewed-case.js").ConsentState} ConsentState
 * @typedef {import("../wire/statement.js").Head} Head
 * @typedef {Head & {caseId: string, comesFirst: boolean}} CaseHead first come the cases that this reviewer opened
 */

/**
 * Brings `app.inbox` up to date. One case that can't be believed does not hide the others.
 * @param {App} app with the directory verified just now
 * @returns {Promise<{heads: CaseHead[], finished: string[]}>} to be remembered: what was verified, the oldest first,
 *   and the cases of which nothing is kept any more
 */
export async function refreshInbox(app) {
  const answered = (await askCases(app.relay)).filter(({ role }) => role === "reviewer");
  const listed = answered.map(({ case_id: caseId }) => caseId);
  for (const caseId of app.reviewedCases.keys()) {
    if (!listed.includes(caseId)) app.reviewedCases.delete(caseId);
  }
  /** @type {InboxEntry[]} */
  const entries = [];
  /** @type {(CaseHead & {givenMs: number})[]} */
  const heads = [];
  const finished = [];
  for (const { case_id: caseId, head } of answered) {
    const looked = await lookAtCase(app, caseId, head);
    entries.push(...looked.entries);
    if (!looked.head) continue;
    const givenMs = Math.min(...looked.entries.map((entry) => entry.givenMs), Number.MAX_SAFE_INTEGER);
    const isFinished = looked.entries.length > 0 && looked.entries.every(({ over }) => over?.copiesDeleted);
    if (isFinished) finished.push(caseId);
    else heads.push({ ...looked.head, givenMs });
  }
  // What ended while this page was open stays to be seen until the page is closed.
  const ended = app.inbox.value.filter(({ caseId, state }) => state === "over" && !listed.includes(caseId));
  app.inbox.value = [...entries, ...ended].sort((one, other) => other.givenMs - one.givenMs);
  return { heads: heads.sort((one, other) => one.givenMs - other.givenMs), finished };
}

/**
 * @param {App} app
 * @param {string} caseId
 * @param {Head} stated by the relay
 * @returns {Promise<{entries: InboxEntry[], head: CaseHead | null}>}
 */
async function lookAtCase(app, caseId, stated) {
  try {
    const held = app.reviewedCases.get(caseId);
    const reviewed = held && (await isNewest(app, held, stated)) ? held : await syncReviewedCase(app, caseId);
    const { head: last, consents } = reviewed.fold;
    const comesFirst = [...consents.values()].some(({ openedMs }) => openedMs.length > 0);
    const head = last && { caseId, ...last, comesFirst };
    return { entries: await inboxEntries(app, reviewed), head };
  } catch (error) {
    return { entries: [{ ...emptyEntry(caseId), problem: problemOfCase(error) }], head: null };
  }
}

/**
 * Whether there is nothing to fetch: the relay's head is the one that was verified here, and no other device of this
 * reviewer has seen a later one.
 * @param {App} app
 * @param {ReviewedCase} held
 * @param {Head} stated
 */
async function isNewest(app, { caseId, fold: { head } }, stated) {
  const remembered = await rememberedHead(app, caseId);
  return head?.sha256 === stated.sha256 && (remembered?.sequence ?? 0) <= head.sequence;
}

/** @param {unknown} error @returns {SecondLookError} what concerns the line or the account, not the case, is thrown */
function problemOfCase(error) {
  if (!(error instanceof SecondLookError) || passesByItself(error)) throw error;
  if (isFailure(error, "sign-in-needed", "signed-out-elsewhere")) throw error;
  return error;
}

/** @param {string} caseId @returns {InboxEntry} of a case of which nothing is known */
function emptyEntry(caseId) {
  const nothing = { consentId: "", patientWords: [], recordCount: 0, question: "", givenMs: 0, endsAtMs: 0 };
  return { caseId, ...nothing, state: NEW, over: null, problem: null };
}

/** @param {App} app @param {ReviewedCase} found @returns {Promise<InboxEntry[]>} one for each consent */
async function inboxEntries(app, found) {
  const { accountId } = app.requireKeys();
  const nowMs = latestNowMs(app);
  const own = [...found.fold.consents.values()].filter(({ reviewer }) => reviewer.accountId === accountId);
  const isLive = (/** @type {ConsentState} */ consent) => consentStateAt(consent, nowMs) === "live";
  const over = own.filter((consent) => !isLive(consent));
  const deleted = await deleteCopies(app, found, over);
  const mustFetchAnew = own.some(isLive) && !app.reviewedCases.has(found.caseId);
  const reviewed = mustFetchAnew ? await syncReviewedCase(app, found.caseId) : found;
  const patientWords = await sixWords(fromHex(reviewed.fold.owner?.accountId ?? ""));
  return await Promise.all(
    own.map(async (consent) => {
      const { consentId, recordIds, givenMs, endsAtMs, openedMs } = consent;
      const about = { consentId, patientWords, recordCount: recordIds.length, givenMs, endsAtMs };
      const entry = { ...emptyEntry(reviewed.caseId), ...about };
      const state = consentStateAt(consent, nowMs);
      if (state !== "live") {
        return { ...entry, state: OVER, over: { reason: state, copiesDeleted: deleted.has(consentId) } };
      }
      const problem = await checkLive(app, reviewed, consent);
      const question = reviewed.consents.get(consentId)?.question ?? "";
      return { ...entry, question, state: openedMs.length > 0 ? OPENED : NEW, problem };
    }),
  );
}

/**
 * Everything that a reviewer's client checks before it shows anything: spec/consent.md section 2.
 * @param {App} app
 * @param {ReviewedCase} reviewed
 * @param {ConsentState} consent
 * @returns {Promise<SecondLookError | null>} the problem, if any; then nothing of the consent is kept
 */
async function checkLive(app, reviewed, { consentId }) {
  if (reviewed.consents.has(consentId)) return null;
  const { fold: state } = reviewed;
  const directory = app.verifiedDirectory;
  if (!directory) return new SecondLookError("log-proof");
  try {
    const account = app.requireKeys();
    const checked = await checkConsent({ account, state, consentId, directory, nowMs: latestNowMs(app) });
    if (!checked) return new SecondLookError("chain-scope");
    reviewed.openings.set(consentId, await openingsOf(reviewed, checked));
    reviewed.consents.set(consentId, checked);
    return null;
  } catch (error) {
    return problemOfCase(error);
  }
}

/**
 * Which records this reviewer has stated as opened before, on any device.
 * @param {ReviewedCase} reviewed
 * @param {import("./reviewed-case.js").CheckedConsent} checked
 */
async function openingsOf({ fold, opened }, { state, consentKey }) {
  const keys = { consentKey: () => consentKey };
  const own = opened.filter(({ statement }) => consentIdOf(statement) === state.consentId);
  const named = await Promise.all(own.map((entry) => openedRecords(entry, fold, keys)));
  return newOpenings(named.flatMap((ids) => ids ?? []));
}

/** @param {import("../wire/statement.js").Statement} statement */
function consentIdOf(statement) {
  return statement.type === "opened" ? statement.public.consentId : null;
}
