// A button that opens the phone's own picker or camera. No `accept` where files are chosen: iOS would grey out
// what it does not know, and scans often have no known ending.

import { html } from "../framework.js";
import { Icon } from "../icons.js";

/**
 * @param {{kind?: "main" | "calm" | "plain", icon: import("../icons.js").IconName, camera?: boolean, several?: boolean,
 *   label: string, onFiles: (files: File[]) => unknown}} properties
 */
export function FilePick({ kind = "calm", icon, camera = false, several = false, label, onFiles }) {
  const pass = (/** @type {{currentTarget: HTMLInputElement}} */ event) => {
    const files = [...(event.currentTarget.files ?? [])];
    // The same file may be chosen again.
    event.currentTarget.value = "";
    if (files.length > 0) onFiles(files);
  };
  return html`<label class=${`button button-${kind} button-wide file-pick`}>
    <${Icon} name=${icon} /><span>${label}</span>
    <input class="file-pick-input" type="file" multiple=${several} accept=${camera ? "image/*" : undefined}
      capture=${camera ? "environment" : undefined} onChange=${pass} />
  </label>`;
}
