// Every act that the reviewer's screens call: the list of all that a reviewer can do.

export { apply, keptApplication, ownEntry } from "../../acts/apply.js";
export { downloadCase } from "../../acts/download-case.js";
export { enrol } from "../../acts/enrol.js";
export { readInvitation } from "../../acts/invitation.js";
export { makeOwnKeyFile } from "../../acts/make-key-file.js";
export { openFile, openReviewedCase, openThumbnail } from "../../acts/open-reviewed-case.js";
export { goOn } from "../../acts/refresh.js";
export { signOut } from "../../acts/sign-out.js";
export { endVisits, noteShown } from "../../acts/state-opened.js";
