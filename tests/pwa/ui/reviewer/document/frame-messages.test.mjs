// What the document frame may say: whoever broke into it can send anything.

import assert from "node:assert/strict";
import test from "node:test";
import {
  MAX_THUMBNAIL_EDGE,
  readFrameMessage,
} from "../../../../../pwa/static/js/ui/reviewer/document/frame-messages.js";
import { PAGE_COMMANDS } from "../../../../../pwa/static/js/ui/reviewer/document/keys.js";

// Node has no ImageData; the browser's checks the same and keeps the same three things.
globalThis.ImageData ??= class {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height });
  }
};

const SANE = {
  opened: { type: "opened", ticket: 1, kind: "pdf", pages: 3, cut: false },
  failed: { type: "failed", ticket: 1, problem: "pdf-locked" },
  view: { type: "view", ticket: 1, page: 2, turn: 90, fit: "width", zoomPercent: 120 },
  drawn: { type: "drawn", ticket: 1, page: 2, width: 595, height: 842 },
  wanted: { type: "wanted", command: "next" },
  "asset-wanted": { type: "asset-wanted", name: "wasm/jbig2.wasm" },
};

test("sane messages are let through as they are", () => {
  for (const message of Object.values(SANE)) assert.deepEqual(readFrameMessage(message), message);
  for (const command of PAGE_COMMANDS) assert.ok(readFrameMessage({ type: "wanted", command }));
});

test("fields that nobody knows are left behind", () => {
  assert.deepEqual(readFrameMessage({ ...SANE.drawn, html: "<b>" }), SANE.drawn);
});

test("a thumbnail is dots of colour, as many as it says", () => {
  const message = { type: "thumbnail", ticket: 2, page: 1, width: 3, height: 2, pixels: new ArrayBuffer(24) };
  const read = readFrameMessage(message);
  assert.equal(read?.type, "thumbnail");
  assert.deepEqual([read.picture.width, read.picture.height], [3, 2]);
  const edge = MAX_THUMBNAIL_EDGE + 1;
  for (const wrong of [
    { pixels: new ArrayBuffer(23) },
    { pixels: new Uint8Array(24) },
    { width: 0 },
    { width: edge, height: 1, pixels: new ArrayBuffer(edge * 4) },
    { height: -2 },
    { page: 0 },
  ]) {
    assert.equal(readFrameMessage({ ...message, ...wrong }), null, JSON.stringify(wrong));
  }
});

test("what is not a message is dropped", () => {
  for (const data of [
    null,
    undefined,
    5,
    "drawn",
    [],
    {},
    { type: 1 },
    { type: "toString" },
    { type: "__proto__" },
  ]) {
    assert.equal(readFrameMessage(data), null);
  }
});

test("each field of each message is bounded", () => {
  const wrong = [
    { ...SANE.opened, kind: "html" },
    { ...SANE.opened, pages: 2001 },
    { ...SANE.opened, pages: 0 },
    { ...SANE.opened, cut: "no" },
    { ...SANE.opened, ticket: 1.5 },
    { ...SANE.failed, problem: "call 0900" },
    { ...SANE.failed, problem: { toString: () => "pdf-locked" } },
    { ...SANE.failed, ticket: -1 },
    { ...SANE.view, page: 2001 },
    { ...SANE.view, turn: 271 },
    { ...SANE.view, fit: "wide" },
    { ...SANE.view, zoomPercent: 0 },
    { ...SANE.view, zoomPercent: 10_001 },
    { ...SANE.view, zoomPercent: Number.NaN },
    { ...SANE.drawn, width: Number.POSITIVE_INFINITY },
    { ...SANE.wanted, command: "download" },
    { ...SANE.wanted, command: ["next"] },
    { ...SANE["asset-wanted"], name: "x".repeat(65) },
    { ...SANE["asset-wanted"], name: 7 },
  ];
  for (const message of wrong) assert.equal(readFrameMessage(message), null, JSON.stringify(message));
});
