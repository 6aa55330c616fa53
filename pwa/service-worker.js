// Keeps the app's own files on the device, so that it opens without a line. It never touches /api/ or
// /directory/: what the relay says about a person is never kept here.
//
// /static/shell.json lists the files of one version, each with its SHA-256. A version is stored whole or not at
// all, in a cache of its own. The next page that is opened is made of the newest whole one and stays with it, with
// its workers, as long as it is open; older versions are dropped when no open page is made of them. So modules of
// two versions never meet in one page. Large optional parts (pdf.js and its fonts) are stored when they are first
// used.

/** @typedef {{path: string, sha256: string}} ListedFile */
/** @typedef {{version: string, shell: ListedFile[], optional: ListedFile[]}} FileList */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const LIST_PATH = "/static/shell.json";
const SHELL_PREFIX = "second-look-shell-";
const OPTIONAL_CACHE = "second-look-optional";
/** Which version each open page is made of, by client id: this program is ended and started again at any time. */
const PAGES_CACHE = "second-look-pages";
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
    event.respondWith(answerPage(event, url.pathname));
    event.waitUntil(renew(event.resultingClientId));
  } else if (url.pathname.startsWith("/static/") && url.pathname !== LIST_PATH) {
    event.respondWith(answerFile(event, url.pathname));
  } else if (url.pathname === "/manifest.webmanifest") {
    event.respondWith(answerFile(event, url.pathname));
  }
});

/** @param {FetchEvent} event @param {string} path */
async function answerPage({ request, resultingClientId }, path) {
  const version = await newestWhole();
  await remember(resultingClientId, version);
  return (await fileOf(version, path)) ?? (await fetch(request));
}

/** @param {FetchEvent} event @param {string} path */
async function answerFile({ request, clientId, resultingClientId }, path) {
  const version = await versionOf(clientId);
  // A worker asks for its own modules later, and they are those of its page.
  await remember(resultingClientId, version);
  const kept = (await fileOf(version, path)) ?? (await caches.match(path, { cacheName: OPTIONAL_CACHE }));
  if (kept) return kept;
  const response = await fetch(request);
  const listed = (await listOf(version))?.optional.find((file) => file.path === path);
  if (listed && response.status === 200) await keepOptional(listed, response.clone());
  return response;
}

/**
 * What a page or a worker is made of. One that was opened before this program was here stays with the newest.
 * @param {string} clientId
 * @returns {Promise<string | null>}
 */
async function versionOf(clientId) {
  const known = await caches.match(`/${clientId}`, { cacheName: PAGES_CACHE });
  if (known) return await known.text();
  const version = await newestWhole();
  await remember(clientId, version);
  return version;
}

/** @param {string} clientId "" where the browser names none @param {string | null} version */
async function remember(clientId, version) {
  if (!clientId || !version) return;
  try {
    await (await caches.open(PAGES_CACHE)).put(`/${clientId}`, new Response(version));
  } catch {
    // No room: the page gets files of the newest version.
  }
}

/** @returns {Promise<string[]>} names of caches, in order of creation */
async function storedVersions() {
  return (await caches.keys()).filter((name) => name.startsWith(SHELL_PREFIX));
}

/** @returns {Promise<string | null>} the list is stored last, so a version that has it is whole */
async function newestWhole() {
  for (const version of (await storedVersions()).reverse()) {
    if (await fileOf(version, LIST_PATH)) return version;
  }
  return null;
}

/** @param {string | null} version @param {string} path */
async function fileOf(version, path) {
  return version === null ? undefined : await caches.match(path, { cacheName: version });
}

/** @param {string | null} version @returns {Promise<FileList | null>} */
async function listOf(version) {
  const response = await fileOf(version, LIST_PATH);
  return response ? await response.json() : null;
}

/** @param {string} openingId of the page that is just being opened */
async function renew(openingId) {
  await storeNewestVersion().catch(() => {});
  await dropUnused(openingId);
}

/** @param {string} openingId */
async function dropUnused(openingId) {
  const pages = await caches.open(PAGES_CACHE);
  const used = new Set();
  for (const request of await pages.keys()) {
    const clientId = new URL(request.url).pathname.slice(1);
    const isOpen = clientId === openingId || (await worker.clients.get(clientId));
    if (isOpen) used.add(await versionOf(clientId));
    else await pages.delete(request);
  }
  const stored = await storedVersions();
  const newest = await newestWhole();
  // What comes after the newest whole one is being stored right now.
  const older = newest === null ? [] : stored.slice(0, stored.indexOf(newest));
  for (const version of older) if (!used.has(version)) await caches.delete(version);
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
