// Back in with one tap. Where the browser offers it, the passkey also stands in the field's own list (autofill).

import { isFailure } from "../../../errors.js";
import { useAct } from "../../act.js";
import { Button, LinkButton } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Screen } from "../../components/screen.js";
import { html, useEffect, useId, useRef, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { addressOf } from "../../router.js";
import { signIn, signInFromList } from "../acts.js";
import { ownAddress } from "../broken.js";
import { hasPasskeys, NoPasskeys } from "../trouble.js";

/** @param {import("../screen-input.js").ScreenInput} input */
export function SignIn({ app }) {
  const autofill = useAutofill(app);
  const open = useAct(async () => {
    // One ceremony at a time, for the browser and for the relay.
    autofill.stop();
    await signIn(app);
  });
  const busy = open.busy.value || autofill.chosen;
  if (!hasPasskeys()) return html`<${NoPasskeys} address=${ownAddress(app)} />`;
  return html`<${Screen} title=${t("sign-in-title")} parent=${[]}
    foot=${html`
      <${Button} kind="main" wide icon="finger" busy=${busy} onPress=${open.run}>
        ${busy ? t("loading") : t("sign-in-button")}<//>
      <${LinkButton} kind="plain" wide icon="paper" href=${addressOf("recover")}>${t("have-sheet")}<//>`}>
    <p class="lead">${t("sign-in-lead")}</p>
    ${autofill.offered && html`<${AutofillField} />`}
    <${ErrorNotice} error=${open.error.value ?? autofill.error} />
    <p class="quiet">${t("sign-in-none")}</p>
  <//>`;
}

function AutofillField() {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${t("sign-in-autofill")}</label>
    <input id=${id} class="input" type="text" autocomplete="username webauthn" readonly=${false} />
  </div>`;
}

/**
 * Waits for a passkey that is chosen from the field's list.
 * @param {import("../../../acts/app.js").App} app
 */
function useAutofill(app) {
  const offered = useSignal(false);
  const chosen = useSignal(false);
  const error = useSignal(/** @type {unknown} */ (null));
  const stop = useRef(new AbortController());
  useEffect(() => {
    const { signal } = stop.current;
    const wait = signInFromList(app, {
      signal,
      onOffered: () => {
        offered.value = true;
      },
      onChosen: () => {
        chosen.value = true;
      },
    });
    wait.catch((problem) => {
      chosen.value = false;
      // Nobody asked for the list: that it closed without a passkey is no trouble of the person's.
      if (!signal.aborted && !isFailure(problem, "passkey-not-allowed")) error.value = problem;
    });
    return () => stop.current.abort();
  }, []);
  return {
    offered: offered.value,
    chosen: chosen.value,
    error: error.value,
    stop: () => stop.current.abort(),
  };
}
