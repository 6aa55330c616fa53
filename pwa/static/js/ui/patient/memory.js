// What the patient's screens remember between one another while the page is open. Nothing of it is stored: what must
// outlive the page (drafts, records, consents) is kept, sealed, by the acts.

import { signal } from "../framework.js";

/**
 * @typedef {object} SendMemory how far "Send to a specialist" is
 * @property {import("../framework.js").Signal<string>} reviewerAccountId
 * @property {import("../framework.js").Signal<"compared" | "scanned" | "not-compared">} check
 * @property {import("../framework.js").Signal<ReadonlySet<string>>} recordIds
 * @property {import("../framework.js").Signal<string>} question
 * @property {import("../framework.js").Signal<string>} until "14", "30", "90" days, or "own"
 * @property {import("../framework.js").Signal<string>} untilDate YYYY-MM-DD, for "own"
 *
 * @typedef {object} Memory
 * @property {SendMemory} send
 * @property {import("../framework.js").Signal<{draftId: string, envelopeId: string, number: number} | null>} removedPage
 *   a page that was taken away and can still be brought back
 * @property {import("../framework.js").Signal<import("./add/moved-pages.js").MovedPages | null>} movedPages
 *   pages that went to another record, or came from one, and can still go back
 * @property {Map<string, import("./add/intake.js").Intake>} intakes what is on its way into each draft, by draft id
 * @property {import("../framework.js").Signal<boolean>} justRecovered offer a passkey for this device
 */

/** @returns {Memory} */
export function createMemory() {
  return {
    send: {
      reviewerAccountId: signal(""),
      check: signal(/** @type {"compared" | "scanned" | "not-compared"} */ ("not-compared")),
      recordIds: signal(/** @type {ReadonlySet<string>} */ (new Set())),
      question: signal(""),
      until: signal("30"),
      untilDate: signal(""),
    },
    removedPage: signal(/** @type {{draftId: string, envelopeId: string, number: number} | null} */ (null)),
    movedPages: signal(/** @type {import("./add/moved-pages.js").MovedPages | null} */ (null)),
    intakes: new Map(),
    justRecovered: signal(false),
  };
}

/** A new sending begins. @param {SendMemory} send @param {string} reviewerAccountId @param {readonly string[]} recordIds */
export function beginSending(send, reviewerAccountId, recordIds) {
  send.reviewerAccountId.value = reviewerAccountId;
  send.check.value = "not-compared";
  send.recordIds.value = new Set(recordIds);
  send.question.value = "";
  send.until.value = "30";
  send.untilDate.value = "";
}

/**
 * What one person chose and typed is not there for the next who signs in on this page.
 * @param {Memory} memory
 * @param {import("../../acts/app.js").App} app
 */
export function forgetWithAccount(memory, app) {
  /** @type {string | undefined} */
  let accountId;
  app.account.subscribe((account) => {
    if (accountId && account?.accountId !== accountId) {
      beginSending(memory.send, "", []);
      memory.removedPage.value = null;
      memory.movedPages.value = null;
      memory.intakes.clear();
    }
    accountId = account?.accountId;
  });
}

/**
 * @typedef {object} ScreenInput what every screen of the patient's app gets
 * @property {import("../../acts/app.js").App} app
 * @property {Memory} memory
 * @property {readonly string[]} path the parts of the address after the screen's own name
 */
