// Units of laboratory values, as they are read.

import { SAME_UNITS } from "./analytes.js";
import { lettersBetween } from "./letters.js";

/** @typedef {import("./analytes.js").Analyte} Analyte */
/** @typedef {import("./analytes.js").Unit} Unit */

/** @param {Unit} unit @param {string} amount as printed */
export function isUsualIn({ least, most, decimals }, amount) {
  const plain = amount.replace(",", ".");
  const count = (plain.split(".")[1] ?? "").length;
  return Number(plain) >= least && Number(plain) <= most && decimals.includes(count);
}

/**
 * @param {Analyte} analyte
 * @param {string} text what stands after the amount
 * @param {string} amount as printed
 * @returns {{unit: Unit, isExact: boolean}} the nearest of its units, of those in which there may be such an amount
 */
export function unitOf({ units }, text, amount) {
  const written = plainUnit(text);
  const exact = units.find((unit) => isWritten(unit, text));
  if (exact) return { unit: exact, isExact: true };
  const usual = units.filter((unit) => isUsualIn(unit, amount));
  // "ng/l" is more likely a µg/l than a ng/ml: a letter is misread sooner than one too few is read.
  const lettersOff = (/** @type {Unit} */ { unit }) =>
    lettersBetween(plainUnit(unit), written) + (perWhat(plainUnit(unit)) === perWhat(written) ? 0 : 1);
  const nearest = (usual.length > 0 ? usual : units).reduce((best, one) =>
    lettersOff(one) < lettersOff(best) ? one : best,
  );
  return { unit: nearest, isExact: false };
}

/** @param {string} unit */
function perWhat(unit) {
  return unit.split("/")[1];
}

/** @param {Unit} unit @param {string} text what stands in its place */
export function isWritten({ unit }, text) {
  return unit === "" || plainUnit(unit) === plainUnit(text);
}

/** What laboratories write in several ways is the same here. @param {string} text */
function plainUnit(text) {
  const plain = spelledUnit(text);
  return SAME_UNITS.get(plain) ?? plain;
}

/**
 * What recognition takes for one another in a unit is the same here: l and I, µ and u or H, U and u.
 * @param {string} text
 */
export function spelledUnit(text) {
  return text
    .replace(/^10.{0,2}(9|12)\/[LltI1]$/, "10^$1/L")
    .replace(/^(?:Yo|°\/o|9%|%o)$/, "%")
    .replace(/^([kK]?)[uU]\/?[lLI1tnUAM]?$/, (_, kilo) => `${kilo.toLowerCase()}U/L`)
    .replace(/^(k?)u(?=\/)/, "$1U")
    .replace(/^[uμH](?=g\/|mol\/)/, "µ")
    .replace(/\/[uμ](?=[lI1tL]$)/, "/µ")
    .replace(/(\p{L})\.(?=\/|$)/gu, "$1")
    .replace(/[lI1t]$/, "L")
    .replace(/\/d$/, "/dL")
    .replace(/^(m?)[lI1]\//, "$1L/");
}
