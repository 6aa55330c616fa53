// What can be done with the page on the desk. Each button has a key, which the help names.

import { Button } from "../../components/button.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";

/** @param {{reading: import("./reading.js").Reading}} properties */
export function Toolbar({ reading }) {
  const files = reading.record.files.length;
  const file = reading.file.value;
  const page = reading.page.value;
  const pages = reading.pages.value;
  const atStart = file === 0 && page === 1;
  const atEnd = file === files - 1 && page >= pages;
  const can = reading.state.value.name === "shown";
  const fit = reading.fit.value;
  return html`<div class="tools-bar" role="toolbar" aria-label=${t("desk-tools")}>
    <div class="tools-group">
      <${Button} icon="back" label=${t("desk-previous")} unavailable=${atStart} onPress=${() => reading.previous()}>${t("desk-previous-short")}<//>
      <span class="tools-place" aria-live="polite">${placeSentence({ file: file + 1, files, page, pages })}</span>
      <${Button} icon="next" label=${t("desk-next")} unavailable=${atEnd} onPress=${() => reading.next()}>${t("desk-next-short")}<//>
    </div>
    <div class="tools-group">
      <${Button} icon="minus" label=${t("desk-smaller")} unavailable=${!can} onPress=${() => reading.command("zoom-out")}>${t("desk-smaller-short")}<//>
      <span class="tools-zoom" aria-hidden="true">${t("desk-zoom", { percent: reading.zoomPercent.value })}</span>
      <${Button} icon="add" label=${t("desk-larger")} unavailable=${!can} onPress=${() => reading.command("zoom-in")}>${t("desk-larger-short")}<//>
    </div>
    <div class="tools-group">
      <span class="tools-group tools-fit"><${Button} pressed=${fit === "width"} unavailable=${!can} onPress=${() => reading.command("fit-width")}>${t("desk-fit-width")}<//>
      <${Button} pressed=${fit === "page"} unavailable=${!can} onPress=${() => reading.command("fit-page")}>${t("desk-fit-page")}<//></span>
      <${Button} icon="turn" unavailable=${!can} onPress=${() => reading.command("turn")}>${t("desk-turn")}<//>
      ${reading.record.files[file]?.shown && html`<${Button} icon="scan" pressed=${reading.isWhole.value} unavailable=${!can} onPress=${() => reading.changeWhole()}>${t("desk-whole")}<//>`}
    </div>
  </div>`;
}

/** @param {{file: number, files: number, page: number, pages: number}} place */
function placeSentence({ file, files, page, pages }) {
  if (files === 1) return t("desk-place", { page, pages });
  if (pages === 1) return t("desk-place", { page: file, pages: files });
  return t("desk-place-file", { file, files, page, pages });
}
