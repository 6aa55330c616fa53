// The app's one Trusted Types policy: a script address becomes trusted only when it is on this list, so no
// text from a record or from the relay can ever start a worker.

const SCRIPT_ADDRESSES = Object.freeze({
  seal: new URL("./seal-worker.js", import.meta.url).href,
  hash: new URL("./hash-worker.js", import.meta.url).href,
  scan: new URL("./scan-worker.js", import.meta.url).href,
  read: new URL("./read-worker.js", import.meta.url).href,
  pdf: new URL("./pdf-worker.js", import.meta.url).href,
  image: new URL("./image-worker.js", import.meta.url).href,
  open: new URL("./open-worker.js", import.meta.url).href,
  service: new URL("/service-worker.js", import.meta.url).href,
});

/** @typedef {keyof typeof SCRIPT_ADDRESSES} ScriptName */

/** @type {{createScriptURL: (address: string) => any} | null} */
let policy = null;

/** @param {string} address */
function onList(address) {
  if (Object.values(SCRIPT_ADDRESSES).includes(address)) return address;
  throw new TypeError(`not one of the app's scripts: ${address}`);
}

/**
 * @param {ScriptName} name
 * @returns {any} a TrustedScriptURL where the browser has them, else the address
 */
export function trustedScript(name) {
  const address = SCRIPT_ADDRESSES[name];
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return onList(address);
  policy ??= types.createPolicy("app", { createScriptURL: onList });
  return /** @type {{createScriptURL: (address: string) => any}} */ (policy).createScriptURL(address);
}
