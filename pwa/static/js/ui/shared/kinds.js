// The kinds of record that a person can choose, in the order in which they matter for a second look.

/** @type {readonly string[]} */
export const kinds = Object.freeze([
  "pathology-report",
  "imaging-report",
  "imaging-study",
  "laboratory-results",
  "referral-letter",
  "operative-report",
  "treatment-history",
  "medicines",
  "pathology-slides",
  "other",
  "unknown",
]);

/** @type {Readonly<Record<string, import("../icons.js").IconName>>} */
export const kindIcons = Object.freeze({
  "pathology-report": "microscope",
  "imaging-report": "document",
  "imaging-study": "scan",
  "laboratory-results": "drop",
  "referral-letter": "letter",
  "operative-report": "scissors",
  "treatment-history": "heart",
  medicines: "bottle",
  "pathology-slides": "slides",
  other: "files",
  unknown: "help",
});
