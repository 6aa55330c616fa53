// The reading desk: the records on one side, the page in the middle, small pictures of the pages on the other.

import { announce } from "../../announce.js";
import { Button } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { Progress } from "../../components/progress.js";
import { html, useEffect, useMemo, useRef, useSignal } from "../../framework.js";
import { showSize, t } from "../../i18n.js";
import { addressOf, go, goInstead } from "../../router.js";
import { goOn } from "../acts.js";
import { RecordFacts } from "../case/overview.js";
import { Help } from "./help.js";
import { pageCommand, viewCommand } from "./keys.js";
import { PageStrip } from "./page-strip.js";
import { Reading } from "./reading.js";
import { Toolbar } from "./toolbar.js";

/**
 * @typedef {import("../../../acts/open-reviewed-case.js").SharedRecordView} SharedRecordView
 * @typedef {import("../case/case.js").CaseInput & {record: SharedRecordView}} DeskInput
 */

/** @param {DeskInput} input */
export function Desk({ app, shared, view, record }) {
  const help = useSignal(false);
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const commands = useCommands({ shared, view, record }, help);
  const reading = useMemo(
    () =>
      new Reading(app, shared, record, {
        frameTitle: t("desk-frame", { title: record.title }),
        onWanted: (wanted) => commands.run(wanted),
      }),
    [],
  );
  commands.reading = reading;
  useEffect(() => {
    document.title = t("page-title", { screen: record.title });
    heading.current?.focus({ preventScroll: true });
    reading.attach(/** @type {HTMLDivElement} */ (place.current));
    reading.show(0);
    return () => reading.close();
  }, []);
  useKeys(commands, reading);
  return html`<div class="desk">
    <header class="desk-head">
      <${Button} kind="plain" icon="back" class="button-head" onPress=${() => commands.run("leave")}>${t("desk-leave")}<//>
      <div class="desk-title"><h1 ref=${heading} tabindex="-1"><bdi>${record.title}</bdi></h1><${RecordFacts} record=${record} /></div>
      <div class="row desk-records-move">
        <${Button} kind="plain" icon="help" label=${t("desk-help")} onPress=${() => commands.run("help")}>${t("desk-help-short")}<//>
        <${Button} icon="earlier" unavailable=${commands.index === 0} onPress=${() => commands.run("previous-record")}>${t("desk-previous-record")}<//>
        <${Button} icon="later" unavailable=${commands.index === view.records.length - 1} onPress=${() => commands.run("next-record")}>${t("desk-next-record")}<//>
      </div>
    </header>
    <aside class="desk-side" aria-label=${t("desk-records")}><${RecordList} shared=${shared} view=${view} record=${record} /></aside>
    <main class="desk-main">
      <${Toolbar} reading=${reading} />
      <div class="desk-sheet" data-state=${reading.state.value.name}>
        <div class="desk-frame" ref=${place}></div>
        <${OnTop} app=${app} reading=${reading} />
      </div>
    </main>
    <${PageStrip} reading=${reading} />
    <${Help} open=${help.value} onClose=${() => {
      help.value = false;
    }} />
  </div>`;
}

/**
 * What the page around the frame does, by key or button.
 * @param {Pick<DeskInput, "shared" | "view" | "record">} input
 * @param {import("../../framework.js").Signal<boolean>} help
 */
function useCommands({ shared, view, record }, help) {
  const index = view.records.indexOf(record);
  return useMemo(() => {
    const { caseId, consentId } = shared;
    const toRecord = (/** @type {number} */ wanted) => {
      if (view.records[wanted]) goInstead("case", caseId, consentId, String(wanted + 1));
    };
    return {
      index,
      /** @type {Reading | null} */
      reading: null,
      /** @param {import("./keys.js").PageCommand} command */
      run(command) {
        if (command === "help") help.value = !help.value;
        else if (command === "leave") go("case", caseId, consentId);
        else if (command === "next-record") toRecord(index + 1);
        else if (command === "previous-record") toRecord(index - 1);
        else this.reading?.[command]();
      },
    };
  }, []);
}

/**
 * The keyboard, while no dialog stands in front of the desk.
 * @param {ReturnType<typeof useCommands>} commands
 * @param {Reading} reading
 */
function useKeys(commands, reading) {
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (document.querySelector("dialog[open]")) return;
      const view = viewCommand(event);
      const page = pageCommand(event);
      if (view) reading.command(view);
      else if (page) commands.run(page);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** @param {Pick<DeskInput, "shared" | "view" | "record">} input */
function RecordList({ shared, view, record }) {
  return html`
    ${view.question && html`<section class="desk-question"><h2 class="small quiet">${t("case-question")}</h2><p class="lines"><bdi>${view.question}</bdi></p></section>`}
    <ol class="desk-list">${view.records.map(
      (
        one,
        index,
      ) => html`<li key=${one.recordId}><a class="desk-record" aria-current=${one === record ? "true" : undefined}
        href=${addressOf("case", shared.caseId, shared.consentId, String(index + 1))}>
        <bdi>${one.title}</bdi><${RecordFacts} record=${one} /></a></li>`,
    )}</ol>`;
}

/** What a reviewer has to know of the page in sight. @param {{reading: Reading}} properties */
function Shortcomings({ reading }) {
  const doubts =
    reading.record.files[reading.file.value]?.scan?.findings.map(({ doubt }) => t(`doubted-${doubt}`)) ?? [];
  if (!reading.cut.value && doubts.length === 0) return null;
  return html`<div class="desk-cut"><${Notice} kind="care">
    ${reading.cut.value && html`<p>${t("document-cut")}</p>`}
    ${doubts.length > 0 && html`<p>${t("document-doubted", { doubts: doubts.join(", ") })}</p>`}
  <//></div>`;
}

/** What stands in front of the sheet: progress, or why there is no page. @param {{app: import("../../../acts/app.js").App, reading: Reading}} properties */
function OnTop({ app, reading }) {
  const state = reading.state.value;
  const problem = state.name === "failed" ? t(`document-${state.problem}`) : "";
  useEffect(() => {
    if (problem) announce(problem);
    // The relay no longer serves it: perhaps the patient withdrew. Looking again says so.
    if (state.name === "refused") goOn(app);
  }, [state.name]);
  if (state.name === "shown") return html`<${Shortcomings} reading=${reading} />`;
  if (state.name === "refused") {
    return html`<div class="desk-top"><${ErrorNotice} error=${state.error}>
      <${Button} icon="turn" onPress=${() => reading.show(reading.file.value, reading.page.value)}>${t("try-again")}<//><//></div>`;
  }
  if (state.name === "failed") {
    const file = reading.record.files[reading.file.value];
    return html`<div class="desk-top"><${Notice} kind="care" icon="document"><p><strong>${problem}</strong></p>
      <p>${t("document-whole")}</p>
      ${file && html`<p class="small quiet"><bdi>${file.name}</bdi>, ${showSize(file.sizeBytes)}</p>`}<//></div>`;
  }
  const { done, total } = state.name === "opening" ? state : { done: 0, total: 0 };
  return html`<div class="desk-top"><${Progress} label=${t("desk-opening")} done=${done} total=${total} /></div>`;
}
