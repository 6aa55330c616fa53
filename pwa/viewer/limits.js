// What one document may ask of the reviewer's computer. Everything in a record is written by strangers.

/** Pages past this are not counted or shown. */
export const MAX_PAGES = 2000;
/** A canvas larger than this is drawn coarser and stretched. */
export const MAX_CANVAS_PIXELS = 16_000_000;
export const MAX_CANVAS_PIXELS_PHONE = 6_000_000;
export const MAX_CANVAS_EDGE = 8192;
/** The sheet's edge on the screen, in CSS pixels. */
export const MAX_SHEET_EDGE = 16_000;
export const MIN_SHEET_EDGE = 24;
/** Pictures inside of a PDF. */
export const MAX_INNER_IMAGE_PIXELS = 120_000_000;
export const MAX_DOCUMENT_BYTES = 512 * 1024 * 1024;
export const MAX_THUMBNAIL_EDGE = 480;
export const OPEN_WITHIN_MS = 45_000;
export const DRAW_WITHIN_MS = 60_000;
/** Pieces of text on one page that are laid over its picture. */
export const MAX_TEXT_PIECES = 20_000;
