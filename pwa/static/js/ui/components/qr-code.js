// A QR code, drawn as one SVG path. Always black on white with its quiet zone, so that every scanner reads it.

import { encodeQR } from "../../../vendor/qr.js";
import { html, useMemo } from "../framework.js";

const QUIET_ZONE_MODULES = 4;

/** @param {{text: string, label: string}} properties label: what the code is for, in words */
export function QrCode({ text, label }) {
  const { path, size } = useMemo(() => drawing(text), [text]);
  return html`<div class="qr-code"><svg viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#ffffff" /><path d=${path} fill="#000000" /></svg></div>`;
}

/** @param {string} text @returns {{path: string, size: number}} size in modules, quiet zone included */
function drawing(text) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE_MODULES });
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: squares.join(""), size: rows.length };
}
