// A file's name as it may stand in a record: spec/case.md section 3. A name, not a path.

import { plainText } from "./plain-text.js";

const MAX_POINTS = 255;

/**
 * @param {string} name as the phone gave it
 * @param {string} otherwise where nothing of it is left
 * @returns {string} NFC, 1 to 255 code points, without path parts; its ending is kept when it is cut
 */
export function safeName(name, otherwise) {
  const clean = plainText(name.split(/[/\\]/).at(-1) ?? "");
  if (clean === "" || /^\.+$/.test(clean)) return otherwise;
  const points = [...clean];
  if (points.length <= MAX_POINTS) return clean;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? "";
  return points.slice(0, MAX_POINTS - ending.length).join("") + ending;
}
