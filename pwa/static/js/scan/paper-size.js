// How large a page is, as far as its shape tells, and so how many pixels an inch of it has.

import { signedArea } from "./plane.js";

/** @typedef {import("./plane.js").Outline} Outline */

/** Shapes that paper has, width by height in millimetres. Slips of laboratory devices are 80 mm wide and of any length. */
const FORMATS = Object.freeze([
  { widthMm: 210, heightMm: 297 },
  { widthMm: 215.9, heightMm: 279.4 },
]);
const SLIP_WIDTH_MM = 80;
const SLIP_ASPECT = 0.64;
const MOST_ASPECT = 0.85;
/** By so much the shape that a photo shows may miss the true one. */
const NEAR = 0.09;

/**
 * The shape that the page has, where it is nearly one that paper has: what a photo shows is right to some hundredths only.
 * @param {number} aspect as it was measured: width divided by height
 * @returns {number}
 */
export function likelyAspect(aspect) {
  const upright = Math.min(aspect, 1 / aspect);
  const nearest = FORMATS.map(({ widthMm, heightMm }) => widthMm / heightMm).toSorted(
    (one, other) => Math.abs(Math.log(one / upright)) - Math.abs(Math.log(other / upright)),
  )[0];
  if (!nearest || Math.abs(Math.log(nearest / upright)) > NEAR) return aspect;
  return aspect < 1 ? nearest : 1 / nearest;
}

/**
 * Pixels of the photo to an inch of the page, the mean over the page.
 * @param {Outline} outline px of the photo
 * @param {number} aspect width of the page divided by its height
 * @returns {number | null} null where the shape is none that paper has
 */
export function pixelsPerInch(outline, aspect) {
  const upright = Math.min(aspect, 1 / aspect);
  if (upright > MOST_ASPECT) return null;
  const widthMm = upright < SLIP_ASPECT ? SLIP_WIDTH_MM : 210;
  const areaInches = (widthMm * (widthMm / upright)) / 25.4 ** 2;
  return Math.sqrt(Math.abs(signedArea(outline)) / areaInches);
}

/**
 * The size of paper that a page of this shape is likely to have.
 * @param {number} aspect width divided by height
 * @returns {{widthMm: number, heightMm: number}}
 */
export function paperSizeMm(aspect) {
  const upright = Math.min(aspect, 1 / aspect);
  const format = FORMATS.find(
    ({ widthMm, heightMm }) => Math.abs(Math.log(widthMm / heightMm / upright)) < 0.01,
  );
  const shortMm = format?.widthMm ?? (upright < SLIP_ASPECT ? SLIP_WIDTH_MM : 210);
  const longMm = format?.heightMm ?? shortMm / upright;
  return aspect <= 1 ? { widthMm: shortMm, heightMm: longMm } : { widthMm: longMm, heightMm: shortMm };
}
