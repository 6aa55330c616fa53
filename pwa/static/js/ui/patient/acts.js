// Every act that the patient's screens call: the list of all that a patient can do.

export {
  addPage,
  discardDraft,
  finishDraft,
  movePage,
  removePage,
  replacePage,
  rotatePage,
  startDraft,
} from "../../acts/add-record.js";
export { describeDraft } from "../../acts/describe-draft.js";
export { enrol } from "../../acts/enrol.js";
export { giveConsent, prepareConsent } from "../../acts/give-consent.js";
export { addPasskey, listPasskeys, removePasskey } from "../../acts/passkeys.js";
export { confirmRecoverySheet, makeRecoverySheet } from "../../acts/recovery-sheet.js";
export { refresh } from "../../acts/refresh.js";
export { removeRecord } from "../../acts/remove-record.js";
export { endSession, listSessions } from "../../acts/sessions.js";
export { pageImage } from "../../acts/show-page.js";
export { recoverWithWords, signIn } from "../../acts/sign-in.js";
export { signOut } from "../../acts/sign-out.js";
export { withdrawConsent } from "../../acts/withdraw-consent.js";
export { wordsFromQr } from "../../acts/words-from-qr.js";
