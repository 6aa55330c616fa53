// What a person typed about a record before it is finished: kept, sealed, so that a phone call loses nothing.

import { draftName, draftsChanged, requireHere } from "./drafts.js";

/**
 * A draft that was finished or discarded meanwhile stays so.
 * @param {import("./app.js").App} app
 * @param {string} draftId
 * @param {Partial<import("./drafts.js").Described>} description what is left out stays
 * @throws {import("../errors.js").SecondLookError} `draft-gone`
 */
export async function describeDraft(app, draftId, description) {
  const { values } = app.requireStore();
  await values.change(draftName(draftId), (/** @type {import("./drafts.js").Draft | undefined} */ draft) => ({
    ...requireHere(draft),
    ...description,
    updatedMs: Date.now(),
  }));
  await draftsChanged(app);
}
