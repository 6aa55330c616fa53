// Keeps the app's own files on the device, so that it opens without a line. It never touches /api/ or
// /directory/: what the relay says about a person is never kept here.
//
// /static/shell.json lists the files of one version, each with its SHA-256. A version is stored whole or not at
// all, in a cache of its own; the next page that is opened uses the newest whole one, and older ones are
// dropped then. So modules of two versions never meet in one page. Large optional parts (pdf.js and its
// fonts) are stored when they are first used.

/** @typedef {{path: string, sha256: string}} ListedFile */
/** @typedef {{version: string, shell: ListedFile[], optional: ListedFile[]}} FileList */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const LIST_PATH = "/static/shell.json";
const SHELL_PREFIX = "second-look-shell-";
const OPTIONAL_CACHE = "second-look-optional";
const FILES_AT_ONCE = 6;
const MAX_LISTED = 2000;

worker.addEventListener("install", (event) => {
  passParts(event);
  event.waitUntil(storeNewestVersion().then(() => worker.skipWaiting()));
});

/**
 * Sealed parts go straight to the relay, where the browser can be told so: it would keep the bytes of each one here
 * until it tidies up, which it seldom does for so small a program.
 * @param {ExtendableEvent} event
 */
function passParts(event) {
  const { addRoutes } = /** @type {any} */ (event);
  addRoutes?.call(event, { condition: { requestMethod: "PUT" }, source: "network" });
}

worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname.startsWith("/viewer")) return;
    event.respondWith(answerPage(request, url.pathname));
    event.waitUntil(storeNewestVersion().catch(() => {}));
  } else if (url.pathname.startsWith("/static/") && url.pathname !== LIST_PATH) {
    event.respondWith(answerFile(request, url.pathname));
  } else if (url.pathname === "/manifest.webmanifest") {
    event.respondWith(answerFile(request, url.pathname));
  }
});

/** @param {Request} request @param {string} path */
async function answerPage(request, path) {
  const cache = await newestWholeCache({ dropOlder: true });
  return (await cache?.match(path)) ?? (await fetch(request));
}

/** @param {Request} request @param {string} path */
async function answerFile(request, path) {
  const cache = await newestWholeCache();
  const kept = (await cache?.match(path)) ?? (await (await caches.open(OPTIONAL_CACHE)).match(path));
  if (kept) return kept;
  const response = await fetch(request);
  const listed = (await listIn(cache))?.optional.find((file) => file.path === path);
  if (listed && response.status === 200) await keepOptional(listed, response.clone());
  return response;
}

/**
 * The list is stored last, so a cache that holds it is whole. Cache names are given in order of creation.
 * @param {{dropOlder?: boolean}} [options]
 * @returns {Promise<Cache | null>}
 */
async function newestWholeCache({ dropOlder = false } = {}) {
  const names = (await caches.keys()).filter((name) => name.startsWith(SHELL_PREFIX)).reverse();
  for (const [age, name] of names.entries()) {
    const cache = await caches.open(name);
    if (await cache.match(LIST_PATH)) {
      if (dropOlder) await Promise.all(names.slice(age + 1).map((older) => caches.delete(older)));
      return cache;
    }
  }
  return null;
}

/** @param {Cache | null} cache @returns {Promise<FileList | null>} */
async function listIn(cache) {
  const response = await cache?.match(LIST_PATH);
  return response ? await response.json() : null;
}

/** Fetches the newest version, unless it is here already. Rejects, and keeps nothing, when any file fails. */
async function storeNewestVersion() {
  const response = await fetch(LIST_PATH, { cache: "no-store" });
  if (!response.ok) throw new Error(`no list of files: ${response.status}`);
  const list = requireList(await response.clone().json());
  const name = SHELL_PREFIX + list.version;
  const cache = await caches.open(name);
  if (await cache.match(LIST_PATH)) return;
  try {
    const waiting = [...list.shell];
    const lane = async () => {
      for (let file = waiting.shift(); file; file = waiting.shift()) await storeListed(cache, file);
    };
    await Promise.all(Array.from({ length: FILES_AT_ONCE }, lane));
    await cache.put(LIST_PATH, response);
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  await dropUnlistedOptional(list);
}

/** @param {Cache} cache @param {ListedFile} file */
async function storeListed(cache, file) {
  const response = await fetch(file.path, { cache: "no-cache" });
  if (response.status !== 200) throw new Error(`${file.path}: ${response.status}`);
  if ((await sha256Hex(response.clone())) !== file.sha256)
    throw new Error(`${file.path} is of another version`);
  await cache.put(file.path, response);
}

/** @param {ListedFile} file @param {Response} response */
async function keepOptional(file, response) {
  try {
    if ((await sha256Hex(response.clone())) === file.sha256)
      await (await caches.open(OPTIONAL_CACHE)).put(file.path, response);
  } catch {
    // No room: it is fetched again the next time.
  }
}

/** @param {FileList} list */
async function dropUnlistedOptional(list) {
  const cache = await caches.open(OPTIONAL_CACHE);
  const listed = new Map(list.optional.map((file) => [file.path, file.sha256]));
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    const path = new URL(request.url).pathname;
    if (kept && listed.get(path) !== (await sha256Hex(kept))) await cache.delete(request);
  }
}

/** @param {Response} response @returns {Promise<string>} */
async function sha256Hex(response) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {any} value @returns {FileList} */
function requireList(value) {
  const isFile = (/** @type {any} */ file) =>
    typeof file?.path === "string" &&
    file.path.startsWith("/") &&
    !file.path.startsWith("//") &&
    /^[0-9a-f]{64}$/.test(file.sha256);
  const isList = (/** @type {any} */ files) =>
    Array.isArray(files) && files.length <= MAX_LISTED && files.every(isFile);
  if (!/^[0-9a-f]{64}$/.test(value?.version) || !isList(value.shell) || !isList(value.optional)) {
    throw new Error("not a list of files");
  }
  return value;
}
