// One quiet voice for screen readers: short sentences about what just happened.

import { html, signal } from "./framework.js";

const sentence = signal("");

/** @param {string} text already in the person's language */
export function announce(text) {
  // The same sentence twice must be read twice: an invisible difference makes it new.
  sentence.value = sentence.value === text ? `${text}\u00a0` : text;
}

/** Stands once, outside the screens, so that it survives their change. */
export function Announcer() {
  return html`<div class="visually-hidden" role="status" aria-live="polite">${sentence}</div>`;
}
