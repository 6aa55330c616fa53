// The clinic's directory, fetched and verified: spec/directory.md section 6. Before every consent, and at each
// refresh.

import { chooseReviewer, compareCheckpoints, verifyDirectory } from "../case/directory.js";
import { rootFromLeaves } from "../crypto/merkle.js";
import { sixWords } from "../crypto/words.js";
import { SecondLookError } from "../errors.js";
import { whileAlone } from "../local-store/locks.js";
import { readCheckpoint, readConsistencyProof, readEntries } from "../relay/directory.js";
import { equalBytes, fromBase64, fromBase64url, fromHex, toBase64url } from "../wire/bytes.js";
import { parseCheckpoint } from "../wire/checkpoint.js";
import { rememberedCheckpoint } from "./account-memory.js";
import { latestNowMs } from "./clocks.js";
import { pinClinic, pinnedClinic } from "./pinned-clinic.js";

const DIRECTORY = "directory";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../case/directory.js").Directory} Directory
 * @typedef {{checkpoint: string, entries: string[]}} KeptDirectory entries in base64url
 */

/**
 * @param {App} app
 * @returns {Promise<Directory>} verified this moment; also shown in `app.directory`
 */
export async function freshDirectory(app) {
  return await whileAlone("directory", async () => {
    const { values } = app.requireStore();
    const kept = /** @type {KeptDirectory | undefined} */ (await values.get(DIRECTORY));
    const remembered = kept
      ? { checkpoint: kept.checkpoint, entries: kept.entries.map((entry) => fromBase64url(entry)) }
      : null;
    const pinned = await pinnedClinic(app);
    const clinicPublic = pinned && fromBase64url(pinned.clinicPublic);
    const fetched = await fetchDirectory(app, remembered);
    const directory = await verifyDirectory({ clinicPublic, remembered, fetched });
    await compareWithOtherDevices(app, directory);
    if (!pinned) await pinClinic(app, toBase64url(directory.clinic.clinicPublic), "first-use");
    if (kept?.checkpoint !== directory.checkpoint.note) {
      const entries = directory.entries.map((entry) => toBase64url(entry));
      await values.put({ [DIRECTORY]: { checkpoint: directory.checkpoint.note, entries } });
    }
    await showDirectory(app, directory);
    return directory;
  });
}

/**
 * @param {App} app
 * @param {{checkpoint: string, entries: Uint8Array[]} | null} remembered
 */
async function fetchDirectory(app, remembered) {
  const checkpoint = await readCheckpoint(app.relay);
  const { size } = parseCheckpoint(checkpoint);
  const known = remembered?.entries.length ?? 0;
  const newEntries = size > known ? await readEntries(app.relay, known, size) : [];
  const hashes = known > 0 && size > known ? await readConsistencyProof(app.relay, known, size) : [];
  return { checkpoint, newEntries, consistencyHashes: hashes.map((hash) => fromBase64(hash)) };
}

/**
 * Another device of this account may have seen more than this one: what it saw must be the beginning of this.
 * @param {App} app
 * @param {Directory} directory
 */
async function compareWithOtherDevices(app, { checkpoint, leaves }) {
  const note = await rememberedCheckpoint(app);
  if (note === null) return;
  const seen = parseCheckpoint(note);
  if (seen.size >= checkpoint.size) await compareCheckpoints(seen, checkpoint, []);
  else if (!equalBytes(await rootFromLeaves(leaves.slice(0, seen.size)), seen.root)) {
    throw new SecondLookError("log-fork");
  }
}

/** @param {App} app shows the directory as this device verified it last, without a line */
export async function showKeptDirectory(app) {
  const kept = /** @type {KeptDirectory | undefined} */ (await app.requireStore().values.get(DIRECTORY));
  const pinned = await pinnedClinic(app);
  if (!kept || !pinned) return;
  const entries = kept.entries.map((entry) => fromBase64url(entry));
  const directory = await verifyDirectory({
    clinicPublic: fromBase64url(pinned.clinicPublic),
    remembered: { checkpoint: kept.checkpoint, entries },
    fetched: { checkpoint: kept.checkpoint, newEntries: [], consistencyHashes: [] },
  });
  await showDirectory(app, directory);
}

/** @param {App} app @param {Directory} directory */
async function showDirectory(app, directory) {
  const { clinic, reviewers } = directory;
  const pinned = (await pinnedClinic(app))?.pinned ?? "first-use";
  app.verifiedDirectory = directory;
  app.directory.value = {
    clinic: {
      name: clinic.name,
      address: clinic.address,
      words: await sixWords(clinic.clinicPublic),
      clinicPublic: toBase64url(clinic.clinicPublic),
      pinned,
    },
    reviewers: await Promise.all(
      [...reviewers.keys()].map((accountId) => reviewerView(app, directory, accountId)),
    ),
  };
}

/**
 * @param {App} app
 * @param {Directory} directory
 * @param {string} accountId
 * @returns {Promise<import("./app.js").ReviewerView>}
 */
export async function reviewerView(app, directory, accountId) {
  const reviewer = directory.reviewers.get(accountId);
  if (!reviewer) throw new SecondLookError("announcement");
  const { name, specialty, credentials, languages } = reviewer.announcement;
  const words = await sixWords(fromHex(accountId));
  const state = stateOf(app, directory, accountId);
  return { accountId, name, specialty, credentials, languages, words, qrText: words.join(" "), state };
}

/**
 * @param {App} app
 * @param {Directory} directory
 * @param {string} accountId
 * @returns {"active" | "expired" | "revoked"}
 */
function stateOf(app, directory, accountId) {
  try {
    chooseReviewer(directory, accountId, latestNowMs(app));
    return "active";
  } catch (error) {
    if (!(error instanceof SecondLookError)) throw error;
    return error.failureClass === "announcement-expired" ? "expired" : "revoked";
  }
}
