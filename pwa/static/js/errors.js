// Every error that the app can name. One class, one Fluent sentence: `error-<failureClass>`.

/** What a reader of the contract answers: spec/README.md, "Failure classes". */
export const FAILURE_CLASSES = Object.freeze([
  "encoding",
  "version",
  "suite",
  "limit",
  "envelope-header",
  "envelope-commitment",
  "envelope-chunk",
  "envelope-truncated",
  "envelope-padding",
  "envelope-digest",
  "stanza",
  "way-in",
  "account",
  "signature",
  "chain-link",
  "chain-shorter",
  "chain-forked",
  "chain-role",
  "chain-scope",
  "chain-private",
  "consent-expired",
  "consent-withdrawn",
  "consent-scope",
  "consent-screen",
  "clinic",
  "log-signature",
  "log-fork",
  "log-shrunk",
  "log-proof",
  "announcement",
  "announcement-expired",
  "announcement-revoked",
  "key-file",
]);

/** What the relay answers in problem details: spec/relay-api.md section 8. */
export const RELAY_CODES = Object.freeze([
  "bad-request",
  "sign-in-needed",
  "passkey-refused",
  "challenge-used",
  "proof-refused",
  "ticket-refused",
  "csrf",
  "not-allowed",
  "invitation-refused",
  "not-found",
  "recovery-unknown",
  "method",
  "too-slow",
  "chain-conflict",
  "state-conflict",
  "envelope-exists",
  "parts-missing",
  "part-differs",
  "digest-differs",
  "envelope-missing",
  "account-exists",
  "last-way-in",
  "gone",
  "length-needed",
  "too-large",
  "media-type",
  "range",
  "part-hash",
  "part-length",
  "clock",
  "prf-in-body",
  "slow-down",
  "broken",
  "busy",
  "storage-full",
]);

/** What recovery words that were typed in may lack: keys/recovery-words.js. */
export const WORD_PROBLEMS = Object.freeze(["words-count", "words-unknown", "words-checksum"]);

/** The relay answered with a code that this app does not know. */
export const UNKNOWN_RELAY_CODE = "relay-answer";

/**
 * @typedef {object} ErrorOptions
 * @property {string} [message] for developers; a person sees the Fluent sentence
 * @property {object} [details] values for the Fluent sentence, never secrets
 * @property {unknown} [cause]
 */

/** An error with a name that the person's sentence hangs on. Anything else that is thrown is a bug. */
export class SecondLookError extends Error {
  /**
   * @param {string} failureClass one of the lists above, or a problem that another module of the app names
   * @param {ErrorOptions} [options]
   */
  constructor(failureClass, { message, details, cause } = {}) {
    super(message ?? failureClass, cause === undefined ? undefined : { cause });
    this.name = "SecondLookError";
    this.failureClass = failureClass;
    this.details = details;
  }

  /** The id of the sentence in the Fluent catalogue. */
  get messageId() {
    return `error-${this.failureClass}`;
  }
}

/**
 * Refuses.
 * @param {string} failureClass
 * @param {string} [message] for developers
 * @returns {never}
 */
export function refuse(failureClass, message) {
  throw new SecondLookError(failureClass, { message: message && `${failureClass}: ${message}` });
}

/**
 * The error for a code in the relay's answer. A code that nobody wrote a sentence for becomes "relay-answer".
 * @param {unknown} code
 * @param {ErrorOptions} [options]
 * @returns {SecondLookError}
 */
export function relayError(code, options) {
  const known = typeof code === "string" && (RELAY_CODES.includes(code) || FAILURE_CLASSES.includes(code));
  return new SecondLookError(known ? code : UNKNOWN_RELAY_CODE, options);
}

/**
 * Whether an error is of one of the named classes.
 * @param {unknown} error
 * @param {...string} failureClasses
 * @returns {error is SecondLookError}
 */
export function isFailure(error, ...failureClasses) {
  return error instanceof SecondLookError && failureClasses.includes(error.failureClass);
}
