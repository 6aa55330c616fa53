/** Where pdf.js's worker and the folder with its fonts, maps and decoders are: absolute addresses. */
export const worker = new URL("./pdfjs-dist-6.5.438/build/pdf.worker.min.mjs", import.meta.url).href;
export const folder = new URL("./pdfjs-dist-6.5.438/", import.meta.url).href;
