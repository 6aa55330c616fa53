// The sealed case as one file, for the tool on the reviewer's own computer.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { Progress } from "../../components/progress.js";
import { html, useEffect, useRef, useSignal } from "../../framework.js";
import { showSize, t } from "../../i18n.js";
import { addressOf } from "../../router.js";
import { downloadCase } from "../acts.js";
import { saveFile } from "../../shared/save-file.js";

/** @param {{app: import("../../../acts/app.js").App, shared: import("../../../acts/state-opened.js").Shared}} properties */
export function Download({ app, shared }) {
  const stop = useRef(new AbortController());
  const progress = useSignal({ done: 0, total: 0 });
  const saved = useSignal("");
  const load = useAct(async () => {
    saved.value = "";
    const onProgress = (/** @type {number} */ done, /** @type {number} */ total) => {
      progress.value = { done, total };
    };
    const made = await downloadCase(app, shared, { signal: stop.current.signal, onProgress });
    saveFile(made);
    saved.value = made.name;
  });
  useEffect(() => () => stop.current.abort(), []);
  const { done, total } = progress.value;
  return html`<section class="card" aria-labelledby="case-download"><h2 id="case-download">${t("download-title")}</h2>
    <p>${t("download-why")}</p>
    <${Button} icon="down" busy=${load.busy.value} onPress=${load.run}>${t("download-case")}<//>
    ${load.busy.value && html`<${Progress} label=${t("download-going")} done=${done} total=${total} detail=${t("download-detail", { done: showSize(done), total: showSize(total) })} />`}
    ${
      saved.value &&
      html`<${Notice} kind="good" role="status"><p><strong>${t("download-saved", { name: saved.value })}</strong></p>
        <p>${t("download-open")} <a href=${addressOf("settings", "key-file")}>${t("key-file-title")}</a></p>
        <p>${t("download-delete")}</p><//>`
    }
    <${ErrorNotice} error=${load.error.value} />
  </section>`;
}
