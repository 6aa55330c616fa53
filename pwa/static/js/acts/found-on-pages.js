// What the pages of a draft say about themselves, to be confirmed by a tap, and whose they are.

import { laboratoryValues } from "../scan/laboratory-values.js";
import { isSamePerson, proposalsIn } from "../scan/proposals.js";
import { textOf } from "./show-page.js";

const PEOPLE = "people-on-pages";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../scan/laboratory-values.js").ProposedValue & {envelopeId: string, turnDegrees: 0 | 90 | 180 | 270}} FoundValue
 *   where it stands: the page, and the turn that made it upright when it was read
 * @typedef {{name: string, birthDate: string | null}} Person
 *
 * @typedef {object} Found
 * @property {import("../scan/proposals.js").Proposals} proposals
 * @property {FoundValue[]} values
 * @property {Person | null} person whom the pages name
 * @property {Person | null} other whom the pages of before name, where that is somebody else
 */

/**
 * @param {App} app
 * @param {readonly string[]} envelopeIds of the pages that were read, in order
 * @returns {Promise<Found>}
 */
export async function foundOnPages(app, envelopeIds) {
  const lines = [];
  /** @type {Map<string, FoundValue>} */
  const values = new Map();
  for (const envelopeId of envelopeIds) {
    const pageText = await textOf(app, envelopeId);
    if (!pageText) continue;
    lines.push(...pageText.lines);
    for (const value of laboratoryValues(pageText.lines)) {
      const before = values.get(value.analyte);
      if (!before) values.set(value.analyte, { ...value, envelopeId, turnDegrees: pageText.turnDegrees });
      else if (before.amount !== value.amount) before.isSure = false;
    }
  }
  const proposals = proposalsIn(lines, new Date());
  const person = proposals.patient ? { name: proposals.patient, birthDate: proposals.birthDate } : null;
  const known = await knownPeople(app);
  const isOther = person && known.length > 0 && !known.some((one) => isSamePerson(one, person));
  return { proposals, values: [...values.values()], person, other: isOther ? (known[0] ?? null) : null };
}

/** @param {App} app @returns {Promise<Person[]>} */
async function knownPeople(app) {
  return (await app.requireStore().values.get(PEOPLE)) ?? [];
}

/**
 * The person says that these pages are theirs: a name may be written in several ways.
 * @param {App} app
 * @param {Person} person
 */
export async function rememberPerson(app, person) {
  await app
    .requireStore()
    .values.change(PEOPLE, (/** @type {Person[] | undefined} */ before = []) =>
      before.some((one) => isSamePerson(one, person)) ? before : [...before, person],
    );
}
