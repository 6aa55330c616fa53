// The signed `opened` by which the patient sees that, when and which records were opened. The first record of a visit
// is stated at once; the others of the same visit together, when the reviewer leaves the case: a patient reads a few
// lines, not one for each page.

import { consentStateAt } from "../case/fold.js";
import { latestNowMs } from "./clocks.js";
import { addReviewerStatement, liveConsent } from "./reviewed-case.js";

const OPENED = /** @type {const} */ ("opened");

/**
 * @typedef {object} Openings what was opened under one consent
 * @property {Set<string>} stated record ids that an `opened` names
 * @property {Set<string>} unstated shown, but not stated yet
 * @property {boolean} statedThisVisit
 *
 * @typedef {{caseId: string, consentId: string}} Shared which consent of which case
 */

/** @param {Iterable<string>} stated @returns {Openings} */
export function newOpenings(stated) {
  return { stated: new Set(stated), unstated: new Set(), statedThisVisit: false };
}

/**
 * A record is on the screen.
 * @param {import("./app.js").App} app
 * @param {Shared} shared
 * @param {string} recordId
 */
export async function noteShown(app, shared, recordId) {
  const openings = openingsOf(app, shared);
  if (!openings || openings.stated.has(recordId)) return;
  openings.unstated.add(recordId);
  if (!openings.statedThisVisit) await stateOpened(app, shared);
}

/** The reviewer leaves the cases that were open, or the page. @param {import("./app.js").App} app */
export async function endVisits(app) {
  for (const [caseId, { openings }] of app.reviewedCases) {
    for (const [consentId, opening] of openings) {
      if (opening.unstated.size > 0) await stateOpened(app, { caseId, consentId });
      opening.statedThisVisit = false;
    }
  }
}

/** @param {import("./app.js").App} app @param {Shared} shared */
async function stateOpened(app, shared) {
  const { caseId, consentId } = shared;
  const { consent } = liveConsent(app, caseId, consentId);
  const openings = /** @type {Openings} */ (openingsOf(app, shared));
  const recordIds = [...openings.unstated];
  openings.unstated.clear();
  openings.statedThisVisit = true;
  try {
    const { consentKey: privateKey } = consent;
    const statement = { type: OPENED, public: { consentId }, private: { recordIds }, privateKey };
    await addReviewerStatement(
      app,
      caseId,
      statement,
      (state) => consentStateAt(state, latestNowMs(app)) === "live",
    );
    for (const recordId of recordIds) openings.stated.add(recordId);
  } catch (error) {
    // Stated with the next record, or at the end of the visit.
    for (const recordId of recordIds) openings.unstated.add(recordId);
    openings.statedThisVisit = false;
    throw error;
  }
}

/** @param {import("./app.js").App} app @param {Shared} shared @returns {Openings | undefined} none once it is over */
function openingsOf(app, { caseId, consentId }) {
  return app.reviewedCases.get(caseId)?.openings.get(consentId);
}
