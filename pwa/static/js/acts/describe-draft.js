// What a person typed about a record before it is finished: kept, sealed, so that a phone call loses nothing.

import { SecondLookError } from "../errors.js";
import { draftName, draftsChanged } from "./drafts.js";

/**
 * @param {import("./app.js").App} app
 * @param {string} draftId
 * @param {{kind?: string, title?: string, date?: string | null, source?: string}} description
 */
export async function describeDraft(app, draftId, { kind, title, date, source }) {
  await app
    .requireStore()
    .values.change(draftName(draftId), (/** @type {import("./drafts.js").Draft | undefined} */ draft) => {
      if (!draft) throw new SecondLookError("draft-gone");
      return { ...draft, kind, title, date, source, updatedMs: Date.now() };
    });
  await draftsChanged(app);
}
