// Files and photos on their way into a draft, one after the other: an old phone holds one large photo at a time.
// What could not be taken is named, file by file; the others go on.

import { announce } from "../../announce.js";
import { signal } from "../../framework.js";
import { t } from "../../i18n.js";
import { addPage, replacePage } from "../acts.js";

/**
 * @typedef {object} Refused
 * @property {File | Blob} file
 * @property {string} name
 * @property {unknown} error
 * @property {boolean} mayKeep the person may keep it as it is
 *
 * @typedef {object} Intake
 * @property {import("../../framework.js").ReadonlySignal<number>} waiting how many are not yet sealed
 * @property {import("../../framework.js").ReadonlySignal<number>} total of this round
 * @property {import("../../framework.js").Signal<Refused[]>} refused
 * @property {(files: readonly (File | Blob)[], options?: TakeOptions) => Promise<void>} take
 *
 * @typedef {{keepUnknown?: boolean, replaces?: string, name?: string}} TakeOptions replaces: an envelope id
 */

/**
 * What is on its way goes on while other screens are shown: whoever comes back finds it.
 * @param {import("../../../acts/app.js").App} app
 * @param {import("../memory.js").Memory} memory
 * @param {string} draftId
 * @returns {Intake}
 */
export function intakeOf(app, { intakes }, draftId) {
  const intake = intakes.get(draftId) ?? createIntake(app, draftId);
  intakes.set(draftId, intake);
  return intake;
}

/**
 * @param {import("../../../acts/app.js").App} app
 * @param {string} draftId
 * @returns {Intake}
 */
function createIntake(app, draftId) {
  const waiting = signal(0);
  const total = signal(0);
  const refused = signal(/** @type {Refused[]} */ ([]));
  let queue = Promise.resolve();

  /** @param {File | Blob} file @param {TakeOptions} options */
  const takeOne = async (file, { keepUnknown = false, replaces, name = nameOf(file) }) => {
    try {
      if (replaces) await replacePage(app, draftId, replaces, file, { name, keepUnknown });
      else await addPage(app, draftId, file, { name, keepUnknown });
      announce(t("page-kept"));
    } catch (error) {
      refused.value = [...refused.value, { file, name, error, mayKeep: mayBeKept(error) }];
    } finally {
      waiting.value -= 1;
      if (waiting.value === 0) total.value = 0;
    }
  };

  /** @type {Intake["take"]} */
  const take = (files, options = {}) => {
    waiting.value += files.length;
    total.value += files.length;
    for (const file of files) queue = queue.then(() => takeOne(file, options));
    return queue;
  };
  return { waiting, total, refused, take };
}

/** @param {File | Blob} file */
function nameOf(file) {
  return file instanceof File && file.name ? file.name : t("photo-name");
}

/** A file that nobody here can show, but that may be kept as it is: the person is asked. @param {unknown} error */
function mayBeKept(error) {
  if (!(error instanceof Error) || !("details" in error)) return false;
  const { details } = error;
  return (
    typeof details === "object" && details !== null && "keepAnyway" in details && details.keepAnyway === true
  );
}
