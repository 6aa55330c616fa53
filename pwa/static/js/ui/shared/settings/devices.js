// Where the account is open now. Any of them can be ended.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { html, useEffect, useSignal } from "../../framework.js";
import { showMoment, t } from "../../i18n.js";
import { endSession, listSessions } from "../acts.js";

/** @typedef {Awaited<ReturnType<typeof listSessions>>[number]} Session */

/** @param {import("../screen-input.js").ScreenInput} input */
export function Devices({ app }) {
  const sessions = useSignal(/** @type {Session[] | null} */ (null));
  const load = useAct(async () => {
    sessions.value = await listSessions(app);
  });
  const end = useAct(async (/** @type {string} */ sessionId) => {
    await endSession(app, sessionId);
    await load.run();
  });
  useEffect(() => {
    load.run();
  }, []);
  return html`<${Screen} title=${t("devices-title")} parent=${["settings"]}>
    <p>${t("devices-why")}</p>
    <${ErrorNotice} error=${load.error.value ?? end.error.value} />
    ${!sessions.value && load.busy.value && html`<${Progress} label=${t("loading")} />`}
    <ul class="stack-tight">${(sessions.value ?? []).map(
      (session, index) => html`<li key=${session.sessionId}><${Card}>
        <h2>${session.current ? t("device-this") : t("device-number", { number: index + 1 })}</h2>
        <p class="quiet small">${t("device-since", { moment: showMoment(session.createdMs) })}</p>
        <p class="quiet small">${t("device-seen", { moment: showMoment(session.lastSeenMs) })}</p>
        ${
          !session.current &&
          html`<${Button} kind="danger" icon="out" busy=${end.busy.value} label=${t("device-end-number", { number: index + 1 })}
            onPress=${() => end.run(session.sessionId)}>${t("device-end")}<//>`
        }
      <//></li>`,
    )}</ul>
  <//>`;
}
