// A question in front of the screen. The browser's own <dialog> keeps the focus inside and gives it back.

import { html, useEffect, useId, useRef } from "../framework.js";

/**
 * @param {{open: boolean, title: string, onClose: () => void, children?: import("../framework.js").Children,
 *   actions: import("../framework.js").Children}} properties
 */
export function Dialog({ open, title, onClose, children, actions }) {
  const id = useId();
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  // The browser tells of a closing later: by then the next question may be open, and this is no answer to that.
  const closed = () => {
    if (!element.current?.open) onClose();
  };
  return html`<dialog class="dialog" ref=${element} aria-labelledby=${id} onClose=${closed}>
    ${
      open &&
      html`<div class="stack">
        <h2 id=${id} tabindex="-1" autofocus>${title}</h2>
        ${children}
        <div class="dialog-actions">${actions}</div>
      </div>`
    }
  </dialog>`;
}
