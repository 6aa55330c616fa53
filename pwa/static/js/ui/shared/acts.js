// Every act that the screens of both roles call.

export { addPasskey, listPasskeys, removePasskey } from "../../acts/passkeys.js";
export { confirmRecoverySheet, makeRecoverySheet } from "../../acts/recovery-sheet.js";
export { endSession, listSessions } from "../../acts/sessions.js";
export { recoverWithWords, signIn, signInFromList } from "../../acts/sign-in.js";
export { signOut } from "../../acts/sign-out.js";
export { wordsFromQr } from "../../acts/words-from-qr.js";
