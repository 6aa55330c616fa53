// The end of a sharing: the last moment of a day where the person is. Pure.

export const OFFERED_DAYS = Object.freeze([14, 30, 90]);
/** The contract allows 366 days from the statement; a day of room keeps the end within it. */
export const LONGEST_DAYS = 365;

/**
 * @param {string} choice days in figures, or "own"
 * @param {string} ownDate YYYY-MM-DD, for "own"
 * @param {Date} now
 * @returns {{endsAtMs: number | null}} null: no such day, past, today, or too far away
 */
export function endOf(choice, ownDate, now) {
  const day = choice === "own" ? ownDate : dayAfter(now, Number(choice));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return { endsAtMs: null };
  if (day < dayAfter(now, 1) || day > dayAfter(now, LONGEST_DAYS)) return { endsAtMs: null };
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const end = new Date(year, month - 1, date, 23, 59, 59);
  if (end.getDate() !== date) return { endsAtMs: null };
  return { endsAtMs: end.getTime() };
}

/** @param {Date} now @param {number} days @returns {string} YYYY-MM-DD where the person is */
export function dayAfter(now, days) {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
