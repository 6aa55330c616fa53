// When a consent was withdrawn or has ended: everything that this device keeps of the case is deleted, and then that
// is stated, signed, for the patient to see. spec/consent.md section 3.

import { isFailure } from "../errors.js";
import { addReviewerStatement } from "./reviewed-case.js";

const COPIES_DELETED = /** @type {const} */ ("copies-deleted");

/**
 * @param {import("./app.js").App} app
 * @param {import("./reviewed-case.js").ReviewedCase} reviewed
 * @param {import("./reviewed-case.js").ConsentState[]} over consents of this case that are not live any more
 * @returns {Promise<Set<string>>} ids of those whose copies are stated deleted
 */
export async function deleteCopies(app, { caseId }, over) {
  const done = new Set(over.filter((one) => one.copiesDeletedMs !== null).map(({ consentId }) => consentId));
  const left = over.filter(({ consentId }) => !done.has(consentId));
  // What other consents of the case opened goes, too: it is fetched and checked anew when it is looked at.
  if (left.length > 0) app.reviewedCases.delete(caseId);
  for (const { consentId, withdrawnMs, endsAtMs } of left) {
    // By this device's clock alone it is over; the relay takes the statement when its own clock says so, too.
    if (withdrawnMs === null && app.relay.relayNowMs() < endsAtMs) continue;
    try {
      const statement = { type: COPIES_DELETED, public: { consentId }, private: null, privateKey: null };
      await addReviewerStatement(app, caseId, statement, (consent) => consent.copiesDeletedMs === null);
    } catch (error) {
      // Another device of this reviewer was faster: with its statement the relay stopped serving the case.
      if (!isFailure(error, "not-found")) throw error;
    }
    done.add(consentId);
  }
  // The statement was made on the case as the relay has it now, without what was destroyed: that goes as well.
  if (left.length > 0) app.reviewedCases.delete(caseId);
  return done;
}
