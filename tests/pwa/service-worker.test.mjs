// Which version of the app's files a page gets, with the browser's caches and clients played in memory.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

const ORIGIN = "http://localhost";
const PATHS = ["/", "/static/js/main.js", "/static/js/later.js"];
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const addressOf = (asked) => new URL(asked.url ?? asked, ORIGIN).href;

class CacheInMemory {
  held = new Map();
  async match(asked) {
    return this.held.get(addressOf(asked))?.clone();
  }
  async put(asked, response) {
    this.held.set(addressOf(asked), response);
  }
  async keys() {
    return [...this.held.keys()].map((url) => ({ url }));
  }
  async delete(asked) {
    return this.held.delete(addressOf(asked));
  }
}

class CachesInMemory {
  named = new Map();
  async open(name) {
    if (!this.named.has(name)) this.named.set(name, new CacheInMemory());
    return this.named.get(name);
  }
  async match(asked, { cacheName }) {
    return await this.named.get(cacheName)?.match(asked);
  }
  async keys() {
    return [...this.named.keys()];
  }
  async delete(name) {
    return this.named.delete(name);
  }
}

/** A site of two pages' worth of files, each saying its version; `online` false plays a line that is down. */
class Site {
  version = "one";
  online = true;

  text(path) {
    return `${this.version} ${path}`;
  }

  fetch = async (asked) => {
    const path = new URL(addressOf(asked)).pathname;
    if (!this.online) throw new TypeError("no line");
    if (path !== "/static/shell.json") return new Response(this.text(path));
    const shell = PATHS.map((each) => ({ path: each, sha256: sha256(this.text(each)) }));
    return Response.json({ version: sha256(JSON.stringify(shell)), shell, optional: [] });
  };
}

let starts = 0;

/** A browser with the service worker in it, which it may end and start again at any time. */
class Browser {
  site = new Site();
  open = new Set();
  caches = new CachesInMemory();

  async start() {
    const handlers = {};
    globalThis.fetch = this.site.fetch;
    globalThis.caches = this.caches;
    globalThis.self = {
      location: { origin: ORIGIN },
      clients: { get: async (id) => (this.open.has(id) ? { id } : undefined), claim: async () => {} },
      skipWaiting: async () => {},
      addEventListener: (type, handler) => {
        handlers[type] = handler;
      },
    };
    starts += 1;
    await import(`../../pwa/service-worker.js?start=${starts}`);
    this.handlers = handlers;
  }

  async tell(type, event) {
    const waits = [];
    let answer;
    this.handlers[type]({
      ...event,
      waitUntil: (wait) => waits.push(wait),
      respondWith: (given) => {
        answer = given;
      },
    });
    const text = await (await answer)?.text();
    await Promise.all(waits);
    return text;
  }

  async install() {
    await this.start();
    await this.tell("install", {});
    await this.tell("activate", {});
  }

  /** A page is opened: what it says of its version. */
  async openPage(resultingClientId) {
    this.open.add(resultingClientId);
    const request = { url: `${ORIGIN}/`, method: "GET", mode: "navigate" };
    return (await this.tell("fetch", { request, clientId: "", resultingClientId })).split(" ")[0];
  }

  /** A page or worker asks for one more of its files. */
  async file(clientId, path = "/static/js/later.js", resultingClientId = "") {
    const request = { url: ORIGIN + path, method: "GET", mode: "cors" };
    return (await this.tell("fetch", { request, clientId, resultingClientId })).split(" ")[0];
  }

  versions() {
    return [...this.caches.named.keys()].filter((name) => name.startsWith("second-look-shell-")).length;
  }
}

async function browserWithTwoVersions() {
  const browser = new Browser();
  await browser.install();
  assert.equal(await browser.openPage("first"), "one");
  browser.site.version = "two";
  assert.equal(await browser.openPage("meanwhile"), "one", "the new version is stored while this page opens");
  assert.equal(browser.versions(), 2);
  return browser;
}

test("a page gets all its files from the version it was opened with, whatever is stored meanwhile", async () => {
  const browser = await browserWithTwoVersions();
  assert.equal(await browser.file("first"), "one");
  assert.equal(await browser.openPage("second"), "two");
  assert.equal(await browser.file("second"), "two");
  assert.equal(await browser.file("first"), "one");
});

test("a service worker that was ended and started again still knows which page has which version", async () => {
  const browser = await browserWithTwoVersions();
  await browser.openPage("second");
  browser.site.online = false;
  await browser.start();
  assert.equal(await browser.file("first"), "one");
  assert.equal(await browser.file("second"), "two");
});

test("a worker is made of the version of its page", async () => {
  const browser = await browserWithTwoVersions();
  assert.equal(await browser.file("first", "/static/js/main.js", "worker"), "one");
  assert.equal(await browser.file("worker"), "one");
});

test("a page that was open before the service worker stays with the version it met first", async () => {
  const browser = new Browser();
  await browser.install();
  browser.open.add("early");
  assert.equal(await browser.file("early"), "one");
  browser.site.version = "two";
  await browser.openPage("first");
  assert.equal(await browser.file("early"), "one");
});

test("a version is dropped when the last page that is made of it is closed, and not before", async () => {
  const browser = await browserWithTwoVersions();
  browser.open.delete("meanwhile");
  await browser.openPage("second");
  assert.equal(browser.versions(), 2);
  browser.open.delete("first");
  await browser.openPage("third");
  assert.equal(browser.versions(), 1);
  assert.equal(await browser.file("third"), "two");
  const pages = await (await browser.caches.open("second-look-pages")).keys();
  assert.equal(pages.length, 2, "closed pages are forgotten");
});

test("without a line the newest whole version opens", async () => {
  const browser = await browserWithTwoVersions();
  browser.site.online = false;
  assert.equal(await browser.openPage("second"), "two");
  assert.equal(await browser.file("second"), "two");
});
