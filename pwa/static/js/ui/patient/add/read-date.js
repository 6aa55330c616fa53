// Three fields → a date of the contract. Pure.

const EARLIEST_YEAR = 1900;

/**
 * @param {{year: string, month: string, day: string}} typed
 * @param {Date} today
 * @returns {{date: string | null, problem: null | "year" | "month" | "day" | "future"}}
 *   date: YYYY, YYYY-MM or YYYY-MM-DD; null where nothing was typed, or with a problem
 */
export function readDate({ year, month, day }, today) {
  const [yearTyped, dayTyped] = [year.trim(), day.trim()];
  if (!yearTyped && !month && !dayTyped) return { date: null, problem: null };
  if (!/^\d{4}$/.test(yearTyped) || Number(yearTyped) < EARLIEST_YEAR) return { date: null, problem: "year" };
  if (dayTyped && !month) return { date: null, problem: "month" };
  if (dayTyped && !isDayOf(Number(yearTyped), Number(month), dayTyped)) return { date: null, problem: "day" };
  const date = [yearTyped, month.padStart(month ? 2 : 0, "0"), dayTyped.padStart(dayTyped ? 2 : 0, "0")]
    .filter(Boolean)
    .join("-");
  if (date > localDay(today).slice(0, date.length)) return { date: null, problem: "future" };
  return { date, problem: null };
}

/** @param {number} year @param {number} month from 1 @param {string} day */
function isDayOf(year, month, day) {
  if (!/^\d{1,2}$/.test(day)) return false;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= lastDay;
}

/** @param {Date} moment @returns {string} YYYY-MM-DD where the person is */
export function localDay(moment) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
