// The few ways in which a document cannot be shown. The page around the frame has a sentence for each.

/** @typedef {"file-empty" | "file-too-large" | "unknown-type" | "pdf-locked" | "pdf-damaged" | "pdf-empty" |
 *   "image-damaged" | "image-too-large" | "page-damaged" | "page-too-slow"} ProblemName */

export class DocumentProblem extends Error {
  /** @param {ProblemName} problem @param {unknown} [cause] for developers */
  constructor(problem, cause) {
    super(problem, { cause });
    this.name = "DocumentProblem";
    this.problem = problem;
  }
}

/**
 * Ends a wait that a hostile document could make endless.
 * @template T
 * @param {Promise<T>} work
 * @param {number} withinMs
 * @returns {Promise<T>}
 */
export async function within(work, withinMs) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new DocumentProblem("page-too-slow")), withinMs);
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([work, late]));
  } finally {
    clearTimeout(timer);
  }
}
