// One PDF of a photographed record: the flat pages as pictures, and over them, unseen, what was read there, so that it can be
// searched and copied. Its structure is that of PDF/A-2u (ISO 19005-2): it says all that it needs itself.

import { degrees, PDFDocument, PDFHexString, PDFName, PDFString } from "../../vendor/pdf-lib.js";
import { paperSizeMm } from "./paper-size.js";
import { inFlatPage } from "./text-place.js";

/** @typedef {import("../wire/page-text.js").PageText} PageText */
/**
 * @typedef {{jpeg: Uint8Array, widthPx: number, heightPx: number, rotationDegrees: 0 | 90 | 180 | 270, text: PageText | null}} PdfPage
 *   rotationDegrees: clockwise, for viewing
 * @typedef {{font: Uint8Array, colourProfile: Uint8Array}} PdfParts the files in pwa/static/pdf
 */

const POINTS_PER_MM = 72 / 25.4;
/** Every letter of the unseen font is as wide as half its height. */
const LETTER_EM = 0.5;
const LEAST_HEIGHT = 0.6;
const MOST_CODE = 0x10000;
const FONT_NAME = "Read";
const PICTURE_NAME = "Page";

/**
 * @param {Iterable<PdfPage>} pages
 * @param {{title: string, createdMs: number, id: Uint8Array} & PdfParts} given id: 16 random bytes
 * @returns {Promise<Uint8Array>}
 */
export async function makeRecordPdf(pages, { title, createdMs, id, font, colourProfile }) {
  const document = await PDFDocument.create({ updateMetadata: false });
  const fontRef = addUnseenFont(document, font);
  for (const page of pages) await addPage(document, page, fontRef);
  addColourProfile(document, colourProfile);
  addMetadata(document, title, createdMs);
  const { context, catalog } = document;
  // ISO 32000-1, 12.4.2: pages are numbered 1, 2, 3.
  catalog.set(PDFName.of("PageLabels"), context.obj({ Nums: [0, { S: "D" }] }));
  const fileId = PDFHexString.of(hexOf(id));
  context.trailerInfo.ID = context.obj([fileId, fileId]);
  return await document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
  });
}

/** @param {PDFDocument} document @param {PdfPage} page @param {import("../../vendor/pdf-lib.js").PDFRef} fontRef */
async function addPage(document, { jpeg, widthPx, heightPx, rotationDegrees, text }, fontRef) {
  const { context } = document;
  const paper = paperSizeMm(widthPx / heightPx);
  const [width, height] = [paper.widthMm * POINTS_PER_MM, paper.heightMm * POINTS_PER_MM];
  const picture = await document.embedJpg(jpeg);
  await picture.embed();
  const page = document.addPage([width, height]);
  page.setRotation(degrees(rotationDegrees));
  page.node.setXObject(PDFName.of(PICTURE_NAME), picture.ref);
  page.node.setFontDictionary(PDFName.of(FONT_NAME), fontRef);
  const drawn = `q ${number(width)} 0 0 ${number(height)} 0 0 cm /${PICTURE_NAME} Do Q\n`;
  const content = context.flateStream(drawn + (text ? unseenText(text, { width, height }) : ""));
  page.node.set(PDFName.of("Contents"), context.register(content));
}

/**
 * Text in rendering mode 3 (ISO 32000-1, 9.3.6), each word stretched to its box.
 * @param {PageText} text @param {{width: number, height: number}} page points
 */
function unseenText({ lines, turnDegrees }, page) {
  const shown = lines.flatMap((line) => {
    const boxes = lineBoxes(line);
    return line.map((word, index) => {
      const box = /** @type {readonly number[]} */ (boxes[index]);
      const { x, y, alongX, alongY, width, height } = inFlatPage(box, turnDegrees, page);
      const letters = index < line.length - 1 ? `${word.text} ` : word.text;
      const natural = word.text.length * LETTER_EM * height;
      const matrix = [alongX, alongY, -alongY, alongX, x, y].map(number).join(" ");
      return `/${FONT_NAME} ${number(height)} Tf ${number((100 * width) / natural)} Tz ${matrix} Tm <${utf16Hex(letters)}> Tj`;
    });
  });
  return shown.length > 0 ? `BT 3 Tr\n${shown.join("\n")}\nET\n` : "";
}

/** A dash is as high as a letter, else it is found in a line of its own. @param {PageText["lines"][number]} line */
function lineBoxes(line) {
  const usual = line
    .map(({ box }) => box)
    .toSorted((one, other) => other[3] - one[3])
    .at(line.length >> 1);
  return line.map(({ box }) => {
    const [left, top, width, height] = box;
    if (!usual || height > LEAST_HEIGHT * usual[3]) return box;
    const middle = top + height / 2;
    return [left, middle - usual[3] / 2, width, usual[3]];
  });
}

/** @param {number} value */
function number(value) {
  return String(Math.round(value * 1000) / 1000);
}

/** @param {string} text */
function utf16Hex(text) {
  return Array.from({ length: text.length }, (_, index) =>
    text.charCodeAt(index).toString(16).padStart(4, "0"),
  ).join("");
}

/**
 * A font without shapes, whose codes are UTF-16: so every letter can be copied (that of tesseract, docs/dependencies.md).
 * @param {PDFDocument} document @param {Uint8Array} font
 */
function addUnseenFont({ context }, font) {
  const file = context.register(context.flateStream(font, { Length1: font.length }));
  const descriptor = context.register(
    context.obj({
      Type: "FontDescriptor",
      FontName: "GlyphLessFont",
      Flags: 5,
      FontBBox: [0, 0, 1000 * LETTER_EM, 1000],
      ItalicAngle: 0,
      Ascent: 1000,
      Descent: -1,
      CapHeight: 1000,
      StemV: 80,
      FontFile2: file,
    }),
  );
  const glyphs = new Uint8Array(2 * MOST_CODE);
  for (let code = 0; code < MOST_CODE; code += 1) glyphs[2 * code + 1] = 1;
  const descendant = context.register(
    context.obj({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: "GlyphLessFont",
      CIDSystemInfo: { Registry: PDFString.of("Adobe"), Ordering: PDFString.of("Identity"), Supplement: 0 },
      CIDToGIDMap: context.register(context.flateStream(glyphs)),
      DW: 1000 * LETTER_EM,
      FontDescriptor: descriptor,
    }),
  );
  return context.register(
    context.obj({
      Type: "Font",
      Subtype: "Type0",
      BaseFont: "GlyphLessFont",
      Encoding: "Identity-H",
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(TO_UNICODE)),
    }),
  );
}

const TO_UNICODE = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;

/** @param {PDFDocument} document @param {Uint8Array} profile sRGB, what the pictures of a browser are in */
function addColourProfile({ context, catalog }, profile) {
  const intent = context.obj({
    Type: "OutputIntent",
    S: "GTS_PDFA1",
    OutputConditionIdentifier: PDFString.of("sRGB"),
    DestOutputProfile: context.register(context.flateStream(profile, { N: 3 })),
  });
  catalog.set(PDFName.of("OutputIntents"), context.obj([intent]));
}

/** @param {PDFDocument} document @param {string} title @param {number} createdMs */
function addMetadata({ context, catalog }, title, createdMs) {
  const packet = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${new Date(createdMs).toISOString()}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
  const bytes = new TextEncoder().encode(packet);
  const metadata = context.stream(bytes, { Type: "Metadata", Subtype: "XML" });
  catalog.set(PDFName.of("Metadata"), context.register(metadata));
}

/** @param {string} text @returns {string} for XML */
function escaped(text) {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** @param {Uint8Array} bytes */
function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
