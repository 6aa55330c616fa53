// One PDF of a record's pages.

const PARTS = new URL("../../pdf/", import.meta.url).href;

/** @typedef {Omit<import("../scan/record-pdf.js").PdfPage, "jpeg"> & {jpeg: ArrayBuffer}} SentPage */

export const jobs = {
  /**
   * @param {{pages: SentPage[], title: string, createdMs: number}} payload
   * @returns {Promise<{value: ArrayBuffer, transfer: Transferable[]}>}
   */
  async makePdf({ pages, title, createdMs }) {
    const [{ makeRecordPdf }, font, colourProfile] = await Promise.all([
      import("../scan/record-pdf.js"),
      part("glyphless.ttf"),
      part("srgb.icc"),
    ]);
    const given = pages.map(({ jpeg, ...page }) => ({ ...page, jpeg: new Uint8Array(jpeg) }));
    const id = crypto.getRandomValues(new Uint8Array(16));
    const pdf = await makeRecordPdf(given, { title, createdMs, id, font, colourProfile });
    const value = /** @type {ArrayBuffer} */ (pdf.buffer);
    return { value, transfer: [value] };
  },
};

/** @param {string} name */
async function part(name) {
  const response = await fetch(PARTS + name);
  if (!response.ok) throw new TypeError(`${response.status} for ${name}`);
  return new Uint8Array(await response.arrayBuffer());
}
