export * from "./pdfjs-dist-6.5.438/build/pdf.min.mjs";
