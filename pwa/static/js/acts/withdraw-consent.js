// Withdrawing a consent: one statement, at once. The relay's signed receipt for what it then deleted is fetched
// right after, and by every later refresh.

import { buildStatement } from "../case/chain.js";
import { addStatement } from "./own-case.js";
import { goOn } from "./refresh.js";
import { showCase } from "./show-case.js";

/**
 * Resolves when the withdrawal stands in the chain.
 * @param {import("./app.js").App} app
 * @param {string} consentId
 */
export async function withdrawConsent(app, consentId) {
  await addStatement(app, async ({ fold }, timeMs) => {
    if (fold.consents.get(consentId)?.withdrawnMs != null) return null;
    const account = app.requireKeys();
    return await buildStatement({
      account,
      state: fold,
      type: "consent-withdrawn",
      public: { consentId },
      timeMs,
    });
  });
  app.otherTabs?.tell("store-changed");
  await showCase(app);
  goOn(app);
}
