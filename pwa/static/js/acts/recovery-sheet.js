// The recovery sheet: 24 words and a QR code of the same. Its way in is stored only after three of the words
// were asked back, so that nobody relies on a sheet that was never written down.

import { SecondLookError } from "../errors.js";
import { newRecoveryWords, wordsToW } from "../keys/recovery-words.js";
import { makeWayIn, recoveryLookupId } from "../keys/way-in.js";
import { putWayIn } from "../relay/accounts.js";
import { refreshWaysIn } from "./own-account.js";

const WORDS_ASKED = 3;

/** @typedef {{words: string[], qrText: string, ask: number[]}} RecoverySheet `ask`: positions, counted from 1 */

/** @param {import("./app.js").App} app @returns {RecoverySheet} nothing is stored or sent yet */
export function makeRecoverySheet(app) {
  app.requireKeys();
  const { words } = newRecoveryWords();
  return { words, qrText: words.join(" "), ask: positionsToAsk(words.length) };
}

/** @param {number} count */
function positionsToAsk(count) {
  /** @type {Set<number>} */
  const positions = new Set();
  while (positions.size < WORDS_ASKED) {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    positions.add((random % count) + 1);
  }
  return [...positions].sort((one, other) => one - other);
}

/**
 * @param {import("./app.js").App} app
 * @param {RecoverySheet} sheet
 * @param {string[]} answers the words at the positions of `sheet.ask`, in that order
 */
export async function confirmRecoverySheet(app, sheet, answers) {
  const wrong = sheet.ask.filter((position, index) => {
    const given = (answers[index] ?? "").trim().toLowerCase().normalize("NFKD");
    return given !== sheet.words[position - 1];
  });
  if (wrong.length > 0)
    throw new SecondLookError("words-differ", { details: { positions: wrong.join(", ") } });
  const w = wordsToW(sheet.words);
  const account = app.requireKeys();
  const wayInId = await recoveryLookupId(w);
  const createdMs = app.relay.relayNowMs();
  const wayIn = await makeWayIn({ kind: "recovery", w, account, wayInId, createdMs });
  await putWayIn(app.relay, wayInId, wayIn);
  await refreshWaysIn(app);
}
