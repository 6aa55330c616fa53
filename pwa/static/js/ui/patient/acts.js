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
export { aimCamera } from "../../acts/aim-camera.js";
export { describeDraft } from "../../acts/describe-draft.js";
export { enrol } from "../../acts/enrol.js";
export { foundOnPages, rememberPerson } from "../../acts/found-on-pages.js";
export { giveConsent, prepareConsent } from "../../acts/give-consent.js";
export { canBePdf, recordPdf } from "../../acts/record-pdf.js";
export { readPage } from "../../acts/read-page.js";
export { refresh } from "../../acts/refresh.js";
export { goRound, keepAsTheyAre, outlineToChange, scanPage, setOutline } from "../../acts/scan-page.js";
export { LOOKS, setLook } from "../../acts/set-look.js";
export { removeRecord } from "../../acts/remove-record.js";
export { pageImage } from "../../acts/show-page.js";
export { joinDrafts, splitDraft } from "../../acts/split-and-join.js";
export { withdrawConsent } from "../../acts/withdraw-consent.js";
