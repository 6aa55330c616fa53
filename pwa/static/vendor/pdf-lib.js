export * from "./cantoo-pdf-lib-2.11.1/dist/pdf-lib.esm.min.js";
