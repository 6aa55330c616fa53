// Laboratory values in the lines of a report: what was measured, how much, in which unit. They are proposals: a person
// compares each with the paper, and is told which ones to look at twice.

import { ANALYTES, OTHER_NAMES } from "./analytes.js";
import { isUsualIn, isWritten, spelledUnit, unitOf } from "./laboratory-units.js";
import { lettersBetween } from "./letters.js";

/** @typedef {import("./text-lines.js").TextLine} TextLine */
/** @typedef {import("./text-lines.js").TextWord} TextWord */
/** @typedef {import("./analytes.js").Analyte} Analyte */
/** @typedef {import("./analytes.js").Unit} Unit */

/**
 * `amount`: as printed, with a point for decimals, perhaps after "<" or ">". `isSure`: two readings agreed, and the
 * amount is one that a laboratory may print of this in this unit. `boxes`: of name, amount and unit, in ten-thousandths of
 * the page.
 * @typedef {{analyte: string, amount: string, unit: string, isSure: boolean, boxes: Box[]}} ProposedValue
 * @typedef {[number, number, number, number]} Box left, top, width, height
 */

/** A name takes no more words than this: "Bilirubin, total", "eGFR (CKD-EPI)". */
const MOST_NAME_WORDS = 3;
const AMOUNT = /^([<>])?(\d{1,7}(?:[.,]\d{1,3})?)[HL*+-]{0,2}$/;
/** Nothing else tells a lone zero, or a one at the beginning, from a letter. */
const ZERO_AS_LETTER = /^O(?=[HL*+-]{0,2}$)/;
const ONE_AS_LETTER = /^[Il](?=\d)/;
const ONE_AS_BRACKET = /(?<=\d)\]/g;
const FLAG = /^[HL*+-]{1,2}$/;
/** What is usual, as it stands behind a unit: "4.0-10.0", or one of its ends. */
const RANGE = /^[<>]?(\d+(?:[.,]\d+)?)?-?(\d+(?:[.,]\d+)?)?$/;

/** @param {readonly TextLine[]} lines @returns {ProposedValue[]} in the order of the page; of each analyte the first */
export function laboratoryValues(lines) {
  /** @type {Map<string, {value: ProposedValue, isNamed: boolean}>} */
  const found = new Map();
  for (const line of lines) {
    const read = valueIn(line);
    if (!read) continue;
    const before = found.get(read.value.analyte);
    // A name that was only guessed says nothing beside one that was read.
    if (!before || (read.isNamed && !before.isNamed)) found.set(read.value.analyte, read);
    // Twice on a page, and not the same: a person has to say which.
    else if (read.isNamed === before.isNamed && before.value.amount !== read.value.amount)
      before.value.isSure = false;
  }
  return [...found.values()].map(({ value }) => value);
}

/**
 * The amount and the unit of a line where no laboratory prints them so, or not as it prints what is usual: they are worth
 * being read once more.
 * @param {TextLine} line
 * @returns {{word: TextWord, isUsual: (text: string) => boolean}[]} isUsual: whether a laboratory may print this there
 */
export function doubtfulWords(line) {
  const words = withoutRules(line);
  const named = analyteAt(words);
  if (!named) return [];
  const { units } = named.analyte;
  const [amount, ...after] = words.slice(named.count);
  const unit = after.find(({ text }) => !FLAG.test(text));
  const isAmount = (/** @type {string} */ text) => {
    const printed = AMOUNT.exec(text)?.[2];
    return (
      printed !== undefined && !lacksPoint(printed, after) && units.some((one) => isUsualIn(one, printed))
    );
  };
  const isUnit = (/** @type {string} */ text) => units.some((one) => isWritten(one, text));
  return [
    ...(amount && !isAmount(amount.text) ? [{ word: amount, isUsual: isAmount }] : []),
    ...(unit && !isUnit(unit.text) ? [{ word: unit, isUsual: isUnit }] : []),
  ];
}

/**
 * A laboratory that writes what is usual with a point writes the amount with one.
 * @param {string} amount @param {TextLine} after what stands behind it
 */
function lacksPoint(amount, after) {
  const ends = after.flatMap(({ text }) => RANGE.exec(text)?.slice(1) ?? []).filter(Boolean);
  const hasPoint = (/** @type {string} */ number) => /[.,]/.test(number);
  return !hasPoint(amount) && ends.length > 0 && ends.every(hasPoint);
}

/**
 * Units that were understood are written as laboratories write them: "un" is "U/l".
 * @param {readonly TextLine[]} lines changed
 */
export function writeUnits(lines) {
  const litre = litreIn(lines);
  for (const line of lines) {
    const words = withoutRules(line);
    const named = analyteAt(words);
    const [amount, ...after] = words.slice(named?.count ?? words.length);
    const word = after.find(({ text }) => !FLAG.test(text));
    if (!named?.isExact || !amount || !AMOUNT.test(amount.text) || !word) continue;
    const written = named.analyte.units.find(({ unit }) => unit !== "" && unit === spelledUnit(word.text));
    const text = written?.unit.replace(/L(?=$|\/)/g, litre);
    // "mg/d" may be what one day's urine is measured in.
    if (!text || text === word.text || word.text.endsWith("/d")) continue;
    word.text = text;
    word.isSure = false;
  }
}

/** How the laboratory writes litre. @param {readonly TextLine[]} lines */
function litreIn(lines) {
  const words = lines.flat().map(({ text }) => text);
  const count = (/** @type {RegExp} */ ending) => words.filter((text) => ending.test(text)).length;
  return count(/\/[dmµ]?l$/) > count(/\/[dmµ]?L$/) ? "l" : "L";
}

/**
 * What is left of a table's rules is read as signs, alone or before a number, which is to be checked then: a dash may be a
 * minus.
 * @param {TextLine} line
 */
function withoutRules(line) {
  return line
    .filter(({ text }) => !/^[|[\]_~\\—-]+$/.test(text))
    .map((word) => {
      const text = word.text.replace(/^[—~]+(?=[<>]?\d)/, "");
      return text === word.text ? word : { ...word, text, isSure: false };
    });
}

/** @param {TextLine} line @returns {{value: ProposedValue, isNamed: boolean} | null} isNamed: the name was read exactly */
function valueIn(line) {
  const words = withoutRules(line);
  const named = analyteAt(words);
  if (!named) return null;
  const rest = words.slice(named.count);
  const [word] = rest;
  const parts = word && AMOUNT.exec(asNumber(word.text, named.analyte));
  if (!parts) return null;
  const [, sign = "", amount = ""] = parts;
  const afterAmount = rest.slice(1);
  const hasFlag = FLAG.test(afterAmount[0]?.text ?? "");
  const { unit, isExact } = unitOf(named.analyte, afterAmount[hasFlag ? 1 : 0]?.text ?? "", amount);
  const isUsual = isUsualIn(unit, amount);
  const isWhole = !lacksPoint(amount, afterAmount);
  // The name alone is not enough: "CA 225" is no calcium, and "INR O" no zero.
  const isNumber = AMOUNT.test(word.text);
  if (!isNumber && unit.unit === "") return null;
  if (!isUsual && !isExact) return null;
  const read = words.slice(0, named.count + 1);
  const value = {
    analyte: named.analyte.name,
    amount: sign + amount.replace(",", "."),
    unit: unit.unit,
    isSure: named.isExact && isExact && isUsual && isWhole && isNumber && read.every(({ isSure }) => isSure),
    boxes: [
      words.slice(0, named.count),
      rest.slice(0, hasFlag ? 2 : 1),
      rest.slice(hasFlag ? 2 : 1, hasFlag ? 3 : 2),
    ]
      .filter(({ length }) => length > 0)
      .map(around),
  };
  return { value, isNamed: named.isExact };
}

/** Letters and brackets that stand for a zero or a one; before a number that is usual without it, a one is a rule of the table. @param {string} text @param {Analyte} analyte */
function asNumber(text, { units }) {
  const bare = AMOUNT.exec(text.replace(ONE_AS_LETTER, ""))?.[2] ?? "";
  const isRule = units.some((unit) => isUsualIn(unit, bare));
  return text
    .replace(ZERO_AS_LETTER, "0")
    .replace(ONE_AS_BRACKET, "1")
    .replace(ONE_AS_LETTER, isRule ? "I" : "1");
}

/**
 * @param {TextWord[]} words
 * @returns {{analyte: Analyte, count: number, isExact: boolean} | null} by the longest name that begins the line
 */
function analyteAt(words) {
  const counts = Array.from({ length: Math.min(MOST_NAME_WORDS, words.length) }, (_, index) => index + 1);
  const names = counts.toReversed().map((count) => ({ count, name: plainName(words.slice(0, count)) }));
  for (const { count, name } of names) {
    const analyte = ANALYTES.find(({ written }) => written.includes(name));
    if (analyte) return { analyte, count, isExact: true };
  }
  for (const { count, name } of names) {
    const analyte = nearestTo(name);
    if (analyte) return { analyte, count, isExact: false };
  }
  return null;
}

/** @param {string} name @returns {Analyte | null} null where none is near, or something else is as near */
function nearestTo(name) {
  const lettersOff = (/** @type {readonly string[]} */ written) =>
    Math.min(...written.filter((one) => isNearly(one, name)).map((one) => lettersBetween(one, name)));
  const ours = ANALYTES.map((analyte) => ({ analyte, off: lettersOff(analyte.written) }));
  const least = Math.min(...ours.map(({ off }) => off));
  const nearest = ours.filter(({ off }) => off === least);
  const isOurs = Number.isFinite(least) && nearest.length === 1 && lettersOff(OTHER_NAMES) > least;
  return isOurs ? (nearest[0]?.analyte ?? null) : null;
}

/** @param {TextWord[]} words */
function plainName(words) {
  const name = words.map(({ text }) => text).join("");
  return name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/[^a-z0-9γ]/g, "");
}

/** But for a letter or two that were misread; a number in a name must be the same. @param {string} one @param {string} other */
function isNearly(one, other) {
  const most = one.length >= 9 ? 2 : one.length >= 5 ? 1 : 0;
  const digits = (/** @type {string} */ text) => text.replace(/\D/g, "");
  return most > 0 && digits(one) === digits(other) && lettersBetween(one, other) <= most;
}

/** @param {TextLine} line @returns {Box} */
function around(line) {
  const left = Math.min(...line.map(({ box }) => box[0]));
  const top = Math.min(...line.map(({ box }) => box[1]));
  const right = Math.max(...line.map(({ box: [x, , width] }) => x + width));
  const bottom = Math.max(...line.map(({ box: [, y, , height] }) => y + height));
  return [left, top, right - left, bottom - top];
}
