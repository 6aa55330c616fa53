// The keyboard of the reading desk.

import assert from "node:assert/strict";
import test from "node:test";
import { pageCommand, viewCommand } from "../../../../../pwa/static/js/ui/reviewer/document/keys.js";

const pressed = (key, held = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test("each key does one thing", () => {
  const views = {
    "+": "zoom-in",
    "=": "zoom-in",
    "-": "zoom-out",
    0: "fit-page",
    w: "fit-width",
    r: "turn",
    R: "turn",
  };
  const pages = {
    ArrowRight: "next",
    ArrowLeft: "previous",
    Home: "first",
    End: "last",
    Escape: "leave",
    "?": "help",
  };
  for (const [key, command] of Object.entries(views)) {
    assert.equal(viewCommand(pressed(key)), command);
    assert.equal(pageCommand(pressed(key)), null);
  }
  for (const [key, command] of Object.entries(pages)) {
    assert.equal(pageCommand(pressed(key)), command);
    assert.equal(viewCommand(pressed(key)), null);
  }
});

test("the browser's own shortcuts stay the browser's", () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
    assert.equal(viewCommand(pressed("+", held)), null);
    assert.equal(pageCommand(pressed("ArrowLeft", held)), null);
  }
});

test("other keys do nothing, whatever they are called", () => {
  for (const key of ["Tab", "Enter", "a", "toString", "constructor"]) {
    assert.equal(viewCommand(pressed(key)), null);
    assert.equal(pageCommand(pressed(key)), null);
  }
});
