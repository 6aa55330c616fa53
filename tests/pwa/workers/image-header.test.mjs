import assert from "node:assert/strict";
import { test } from "node:test";
import {
  jpegSize,
  MAX_EDGE,
  requireSaneSize,
  scaledTo,
} from "../../../pwa/static/js/workers/image-header.js";

const word = (value) => [value >> 8, value & 0xff];
const long = (value) => [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];

function jpeg(width, height, before = []) {
  return Uint8Array.from([
    0xff,
    0xd8,
    ...before,
    0xff,
    0xc2,
    0,
    17,
    8,
    ...word(height),
    ...word(width),
    3,
    0,
  ]);
}

function png(width, height) {
  return Uint8Array.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    13,
    10,
    26,
    10,
    ...long(13),
    0x49,
    0x48,
    0x44,
    0x52,
    ...long(width),
    ...long(height),
  ]);
}

test("a JPEG's size is found behind other segments and fill bytes", () => {
  const exif = [0xff, 0xe1, 0, 6, 1, 2, 3, 4, 0xff, 0xff, 0xc4, 0, 4, 9, 9];
  assert.deepEqual(jpegSize(jpeg(5712, 4284, exif)), { width: 5712, height: 4284 });
});

test("24 megapixels are fine", () => {
  assert.deepEqual(requireSaneSize("image/jpeg", jpeg(5712, 4284)), { width: 5712, height: 4284 });
});

test("the longest edge is allowed and one more is not", () => {
  assert.deepEqual(requireSaneSize("image/png", png(MAX_EDGE, 4000)), { width: MAX_EDGE, height: 4000 });
  assert.throws(() => requireSaneSize("image/png", png(MAX_EDGE + 1, 1)), {
    failureClass: "image-too-large",
  });
  assert.throws(() => requireSaneSize("image/png", png(1, 0xffffffff)), { failureClass: "image-too-large" });
  assert.throws(() => requireSaneSize("image/png", png(12000, 10001)), { failureClass: "image-too-large" });
  assert.throws(() => requireSaneSize("image/jpeg", jpeg(65535, 65535)), { failureClass: "image-too-large" });
});

test("an image without a size, or cut before it, is damaged", () => {
  assert.throws(() => requireSaneSize("image/png", png(0, 10)), { failureClass: "image-damaged" });
  assert.throws(() => requireSaneSize("image/png", png(10, 10).slice(0, 20)), {
    failureClass: "image-damaged",
  });
  assert.throws(() => requireSaneSize("image/jpeg", jpeg(10, 10).slice(0, 8)), {
    failureClass: "image-damaged",
  });
  assert.throws(() => requireSaneSize("image/jpeg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 1)), {
    failureClass: "image-damaged",
  });
  assert.throws(() => requireSaneSize("image/webp", new Uint8Array(30)), { failureClass: "image-damaged" });
});

test("WebP and GIF headers are read", () => {
  const text = (value) => [...value].map((character) => character.charCodeAt(0));
  const webp = Uint8Array.from([
    ...text("RIFF\0\0\0\0WEBPVP8X"),
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0xff,
    0x0f,
    0,
    0xff,
    0x07,
    0,
  ]);
  assert.deepEqual(requireSaneSize("image/webp", webp), { width: 4096, height: 2048 });
  const gif = Uint8Array.from([...text("GIF89a"), 0x20, 0x03, 0x58, 0x02]);
  assert.deepEqual(requireSaneSize("image/gif", gif), { width: 800, height: 600 });
});

test("scaling keeps the shape, never enlarges and never vanishes", () => {
  assert.deepEqual(scaledTo({ width: 6000, height: 4000 }, 480), { width: 480, height: 320 });
  assert.deepEqual(scaledTo({ width: 100, height: 50 }, 480), { width: 100, height: 50 });
  assert.deepEqual(scaledTo({ width: 30000, height: 2 }, 480), { width: 480, height: 1 });
});
