// Hands a file to the browser's downloads.

const KEPT_MS = 60_000;

/** @param {{name: string, file: Blob}} made */
export function saveFile({ name, file }) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file after this returns, and does not tell when it is done.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
