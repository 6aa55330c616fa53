// One stack of paper, several records: a draft ends where another record begins, and two drafts become one. Each is one
// change of the store, so that a page is always in one draft and never in two. Nothing is sealed anew, nothing deleted.

import { SecondLookError } from "../errors.js";
import { randomBytes, toHex } from "../wire/bytes.js";
import { draftName, draftsChanged, placeOf, requireHere, withPages } from "./drafts.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./drafts.js").Draft} Draft
 * @typedef {Pick<Draft, "kind" | "title" | "date" | "source">} Words
 * @typedef {NonNullable<Draft["values"]>} Values
 * @typedef {() => Promise<unknown>} Undo
 */

/**
 * From this page on, a new record begins: it and all after it become a draft of their own, about which nothing is said
 * yet. It is as new as what it was part of, so that it comes after that in the list.
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId of the page
 * @returns {Promise<Undo>}
 * @throws {SecondLookError} `draft-gone`, also where the page is not in it any more
 */
export async function splitDraft(app, draftId, envelopeId) {
  const newId = await split(app, draftId, envelopeId, (draft) => ({ first: wordsOf(draft), second: {} }));
  return () => joinDrafts(app, draftId, newId);
}

/**
 * The pages of another draft come to the end of this one; the other one is no more. What was said about this one stays,
 * and where nothing was, what was said about the other one is kept.
 * @param {App} app
 * @param {string} draftId
 * @param {string} otherId
 * @returns {Promise<Undo>}
 * @throws {SecondLookError} `draft-gone`, `limit`
 */
export async function joinDrafts(app, draftId, otherId) {
  const { values } = app.requireStore();
  const before = await whileBothUnchanged(app, [draftId, otherId], async (draft, other) => {
    if (draft.caseId !== other.caseId) throw new SecondLookError("draft-gone");
    const [added, leftOut] = unlike(draft.values ?? [], other.values ?? []);
    const joined = {
      ...draft,
      ...filledUp(wordsOf(draft), wordsOf(other)),
      values: [...(draft.values ?? []), ...added],
    };
    await values.put({
      [draftName(draftId)]: withPages(joined, [...draft.pages, ...other.pages]),
      [draftName(otherId)]: undefined,
    });
    return {
      first: wordsOf(draft),
      second: wordsOf(other),
      leftOut,
      envelopeId: other.pages[0]?.envelopeId,
    };
  });
  await draftsChanged(app);
  return async () => {
    if (before.envelopeId) await split(app, draftId, before.envelopeId, () => before);
  };
}

/**
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId
 * @param {(draft: Draft) => {first: Words, second: Words, leftOut?: Values}} wordsAfter `leftOut`: values that a join left
 *   out, which come back where nothing else was compared in their place
 * @returns {Promise<string>} the id of the new draft
 */
async function split(app, draftId, envelopeId, wordsAfter) {
  const { values } = app.requireStore();
  const newId = toHex(randomBytes(16));
  await values.whileUnchanged(draftName(draftId), async (/** @type {Draft | undefined} */ found) => {
    const draft = requireHere(found);
    const place = placeOf(draft.pages, envelopeId);
    const { first, second, leftOut = [] } = wordsAfter(draft);
    const { caseId, updatedMs, values: compared = [] } = draft;
    const moved = new Set(draft.pages.slice(place).map((page) => page.envelopeId));
    const onMoved = compared.filter((value) => moved.has(value.envelopeId));
    const [back] = unlike(onMoved, leftOut);
    const begun = { caseId, draftId: newId, pages: [], updatedMs, values: [...onMoved, ...back], ...second };
    await values.put({
      [draftName(draftId)]: { ...withPages(draft, draft.pages.slice(0, place)), ...first },
      [draftName(newId)]: { ...withPages(begun, draft.pages.slice(place)), updatedMs },
    });
  });
  await draftsChanged(app);
  return newId;
}

/** @param {Values} values @param {Values} others @returns {[Values, Values]} the others of another analyte, and of the same */
function unlike(values, others) {
  const known = new Set(values.map(({ analyte }) => analyte));
  const isNew = (/** @type {Values[number]} */ { analyte }) => !known.has(analyte);
  return [others.filter(isNew), others.filter((value) => !isNew(value))];
}

/** @param {Draft} draft @returns {Words} */
function wordsOf({ kind, title, date, source }) {
  return { kind, title, date, source };
}

/** @param {Words} words @param {Words} others @returns {Words} */
function filledUp({ kind, title, date, source }, others) {
  return {
    kind: kind ?? others.kind,
    title: title ?? others.title,
    date: date ?? others.date,
    source: source ?? others.source,
  };
}

/**
 * Both are waited for in the same order by everybody, so that no two tabs wait for one another.
 * @template T
 * @param {App} app
 * @param {[string, string]} draftIds
 * @param {(one: Draft, other: Draft) => Promise<T>} work
 * @returns {Promise<T>}
 */
function whileBothUnchanged(app, draftIds, work) {
  const { values } = app.requireStore();
  const [first, second] = /** @type {[string, string]} */ (draftIds.toSorted());
  // A draft that waits for itself would wait for ever.
  if (first === second) throw new SecondLookError("draft-gone");
  return values.whileUnchanged(draftName(first), (one) =>
    values.whileUnchanged(draftName(second), async (two) => {
      const [draft, other] = [requireHere(one), requireHere(two)];
      return await (first === draftIds[0] ? work(draft, other) : work(other, draft));
    }),
  );
}
