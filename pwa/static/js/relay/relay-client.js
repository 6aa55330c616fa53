// The only network code of the app, beside the service worker: every request to the relay passes here.
// It never believes an answer's form (answer-shapes.js), never shows the relay's own words, and gives each
// failure a stable code (spec/relay-api.md sections 1 and 8).

import { relayError, SecondLookError } from "../errors.js";
import { anyObject, hexOf, integerFrom, objectOf, oneOf, orNull, textUpTo, timeMs } from "./answer-shapes.js";
import { detail, withRetries } from "./back-off.js";
import { readBounded } from "./bounded-body.js";

const JSON_TIMEOUT_MS = 30_000;
const MAX_JSON_BYTES = 8 * 1024 * 1024;
const MAX_PROBLEM_BYTES = 64 * 1024;
const READ_ATTEMPTS = 3;

const sessionShape = objectOf({
  account_id: orNull(hexOf(32)),
  csrf_token: textUpTo(500),
  role: orNull(oneOf("patient", "caregiver", "reviewer")),
  time_ms: timeMs,
});

/** @typedef {ReturnType<typeof sessionShape>} SessionAnswer */

/**
 * @typedef {object} AskOptions
 * @property {unknown} [body] sent as JSON
 * @property {string} [ticket] an upload ticket, in place of cookie and CSRF token
 * @property {AbortSignal} [signal]
 * @property {number} [timeoutMs]
 */

/** The line to the relay: one for a page, so that everything on its way can be given up when somebody signs out. */
export class RelayClient {
  /**
   * @param {{fetch?: typeof globalThis.fetch, nowMs?: () => number,
   *   onReachable?: (reachable: boolean) => void, onSignInNeeded?: () => void}} [options]
   */
  constructor({ fetch, nowMs = Date.now, onReachable = () => {}, onSignInNeeded = () => {} } = {}) {
    this.fetch = fetch ?? globalThis.fetch.bind(globalThis);
    this.nowMs = nowMs;
    this.onReachable = onReachable;
    this.onSignInNeeded = onSignInNeeded;
    /** @type {string | null} */
    this.csrfToken = null;
    /** @type {Promise<SessionAnswer> | null} being asked for now: two at once could be two sessions */
    this.sessionAsked = null;
    this.leaving = new AbortController();
    /** Relay time minus this device's time. */
    this.timeOffsetMs = 0;
  }

  /** This moment by the relay's clock, as far as it is known. */
  relayNowMs() {
    return this.nowMs() + this.timeOffsetMs;
  }

  /**
   * Gives up everything that is on its way, and whatever is asked until `open`: it belongs to somebody who leaves.
   * @param {Error} reason what the acts that wait for it get to know
   */
  close(reason) {
    this.leaving.abort(reason);
  }

  /** Asks again. Nothing of whoever left may still run. */
  open() {
    this.leaving = new AbortController();
  }

  /** @returns {Promise<SessionAnswer>} who is signed in here, by the relay's word */
  session() {
    this.sessionAsked ??= this.askSession().finally(() => {
      this.sessionAsked = null;
    });
    return this.sessionAsked;
  }

  /** @returns {Promise<SessionAnswer>} */
  async askSession() {
    const askedMs = this.nowMs();
    const answer = await this.get("/api/session", sessionShape);
    this.csrfToken = answer.csrf_token;
    this.timeOffsetMs = answer.time_ms - Math.round((askedMs + this.nowMs()) / 2);
    return answer;
  }

  /**
   * A question that changes nothing, tried again when the line is bad.
   * @template T
   * @param {string} path
   * @param {import("./answer-shapes.js").Shape<T>} shape
   * @param {AskOptions} [options]
   * @returns {Promise<T>}
   */
  get(path, shape, options = {}) {
    return withRetries(() => this.ask("GET", path, shape, options), {
      attempts: READ_ATTEMPTS,
      signal: options.signal,
    });
  }

  /**
   * One request with a JSON answer.
   * @template T
   * @param {string} method
   * @param {string} path
   * @param {import("./answer-shapes.js").Shape<T>} shape checks the answer; for 204 it gets null
   * @param {AskOptions} [options]
   * @returns {Promise<T>}
   */
  async ask(method, path, shape, options = {}) {
    const response = await this.send(method, path, options);
    if (response.status === 204) return shape(null);
    const bytes = await readBounded(response, { maxBytes: MAX_JSON_BYTES, signal: options.signal });
    return shape(parseJson(bytes));
  }

  /**
   * Sends one request and throws a named error for every answer but 2xx. A CSRF token that the relay no
   * longer knows (it was restarted, or the session is another one) is fetched anew once.
   * @param {string} method
   * @param {string} path
   * @param {AskOptions & {headers?: Record<string, string>}} [options]
   * @returns {Promise<Response>} its body is unread
   */
  async send(method, path, options = {}) {
    const needsToken = method !== "GET" && !options.ticket;
    if (needsToken && this.csrfToken === null) await this.session();
    const response = await this.sendOnce(method, path, options);
    if (response.ok) return response;
    const problem = await readProblem(response);
    if (problem.failureClass === "csrf" && needsToken) {
      await this.session();
      const second = await this.sendOnce(method, path, options);
      if (second.ok) return second;
      throw this.noticed(await readProblem(second));
    }
    throw this.noticed(problem);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {AskOptions & {headers?: Record<string, string>}} options
   */
  async sendOnce(method, path, { body, ticket, signal, headers = {}, timeoutMs = JSON_TIMEOUT_MS }) {
    // The time limit is for the answer's beginning; its body has a stall watchdog of its own.
    const timeout = new AbortController();
    const leaving = this.leaving.signal;
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    try {
      const response = await this.fetch(path, {
        method,
        cache: "no-store",
        credentials: ticket ? "omit" : "same-origin",
        redirect: "error",
        signal: AbortSignal.any([timeout.signal, leaving, ...(signal ? [signal] : [])]),
        body: body === undefined ? undefined : JSON.stringify(body),
        headers: {
          Accept: "application/json",
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...(ticket ? { Authorization: `Upload ${ticket}` } : {}),
          ...(method === "GET" || ticket ? {} : { "X-CSRFToken": this.csrfToken ?? "" }),
          ...headers,
        },
      });
      this.onReachable(true);
      return response;
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (leaving.aborted) throw leaving.reason;
      this.onReachable(false);
      throw new SecondLookError(timeout.signal.aborted ? "relay-stalled" : "relay-unreachable", {
        cause: error,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {SecondLookError} problem */
  noticed(problem) {
    if (problem.failureClass === "sign-in-needed") this.onSignInNeeded();
    const timeNowMs = detail(problem, "time_ms");
    if (problem.failureClass === "clock" && typeof timeNowMs === "number")
      this.timeOffsetMs = timeNowMs - this.nowMs();
    return problem;
  }
}

/** @param {Uint8Array} bytes @returns {unknown} */
export function parseJson(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new SecondLookError("relay-answer", { cause: error });
  }
}

/**
 * The named error of an answer that is not 2xx. Of the relay's words only the code and the fields that some
 * code defines are taken; sentences for the person come from our own catalogue.
 * @param {Response} response
 * @returns {Promise<SecondLookError>}
 */
export async function readProblem(response) {
  /** @type {Record<string, unknown>} */
  let given = {};
  try {
    given = anyObject(parseJson(await readBounded(response, { maxBytes: MAX_PROBLEM_BYTES })));
  } catch (error) {
    if (!(error instanceof SecondLookError)) throw error;
  }
  return problemFrom(response.status, given, response.headers.get("Retry-After"));
}

/**
 * @param {number} status
 * @param {Record<string, unknown>} given
 * @param {string | null} retryAfter
 * @returns {SecondLookError}
 */
export function problemFrom(status, given, retryAfter) {
  /** @type {Record<string, unknown>} */
  const details = { status };
  for (const name of ["head", "missing", "time_ms", "field"]) {
    if (Object.hasOwn(given, name)) details[name] = given[name];
  }
  if ("time_ms" in details && !isWhole(details.time_ms)) delete details.time_ms;
  if (retryAfter && /^\d{1,6}$/.test(retryAfter)) details.retryAfterMs = Number(retryAfter) * 1000;
  return relayError(given.code ?? codeForStatus(status), { details });
}

/** @param {unknown} value */
function isWhole(value) {
  try {
    integerFrom(0, Number.MAX_SAFE_INTEGER)(value);
    return true;
  } catch {
    return false;
  }
}

/** @param {number} status what a proxy in front of the relay answers has no code */
function codeForStatus(status) {
  if (status === 401) return "sign-in-needed";
  if (status === 404) return "not-found";
  if (status === 408) return "too-slow";
  if (status === 413) return "too-large";
  if (status === 429) return "slow-down";
  if (status === 502 || status === 503 || status === 504) return "busy";
  return "relay-answer";
}
