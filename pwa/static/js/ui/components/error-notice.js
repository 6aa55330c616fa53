// Every error on a screen: what happened, that nothing was lost, what to do. The words hang on `error.messageId`.

import { html, useEffect } from "../framework.js";
import { hasSentence, t } from "../i18n.js";
import { Notice } from "./notice.js";

/**
 * @param {unknown} error
 * @returns {{what: string, safe: string, next: string, name: string}} sentences, and the error's name for the telephone
 */
export function errorSentences(error) {
  const id = messageIdOf(error);
  const values = detailsOf(error);
  return {
    what: t(id, values),
    safe: hasSentence(`${id}.safe`) ? t(`${id}.safe`, values) : t("error-fatal.safe"),
    next: hasSentence(`${id}.next`) ? t(`${id}.next`, values) : t("error-fatal.next"),
    name: id.replace(/^error-/, ""),
  };
}

/** @param {unknown} error */
function messageIdOf(error) {
  const id = error instanceof Error && "messageId" in error ? String(error.messageId) : "";
  return hasSentence(id) ? id : "error-fatal";
}

/** Only plain values may stand in a sentence. @param {unknown} error @returns {import("../i18n.js").Arguments} */
function detailsOf(error) {
  const details = error instanceof Error && "details" in error ? error.details : null;
  if (!details || typeof details !== "object") return {};
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => ["string", "number"].includes(typeof value)),
  );
}

/**
 * @param {{error: unknown, children?: import("../framework.js").Children}} properties
 *   draws nothing for null; children: buttons such as "Try again"
 */
export function ErrorNotice({ error, children }) {
  const sentences = error ? errorSentences(error) : null;
  useEffect(() => {
    // Bugs have no sentence of their own: the browser's console keeps what a developer needs.
    if (error && sentences?.name === "fatal") reportError(error);
  }, [error]);
  return html`<div role="alert" data-failure=${sentences?.name}>${
    sentences &&
    html`<${Notice} kind="problem">
      <p><strong>${sentences.what}</strong></p>
      <p>${sentences.safe}</p>
      <p>${sentences.next}</p>
      ${children}
      <p class="small quiet">${t("error-name", { name: sentences.name })}</p>
    <//>`
  }</div>`;
}
