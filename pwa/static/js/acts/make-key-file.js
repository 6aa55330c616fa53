// The reviewer's key file for the tool on their own computer, protected by a passphrase: spec/keys.md section 9.

import { keyFileName, makeKeyFile } from "../keys/key-file.js";

/**
 * @param {import("./app.js").App} app
 * @param {string} passphrase 12 to 1024 bytes of UTF-8, else `key-file`
 * @returns {Promise<{name: string, file: Blob}>}
 */
export async function makeOwnKeyFile(app, passphrase) {
  const account = app.requireKeys();
  const bytes = /** @type {import("../wire/bytes.js").Bytes} */ (await makeKeyFile(account, passphrase));
  return {
    name: keyFileName(account.accountId),
    file: new Blob([bytes], { type: "application/octet-stream" }),
  };
}
