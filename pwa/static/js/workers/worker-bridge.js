// The page's side of a worker: a few of them, started when needed and ended when idle; jobs are cancelled by
// signal; errors come back with their names. A worker answers its own errors, because an exception in an
// asynchronous handler reaches nobody.

import { SecondLookError } from "../errors.js";
import { trustedScript } from "./trusted-scripts.js";

const IDLE_END_MS = 5_000;

/**
 * A job for a worker: `kind` names the function there, `payload` is cloned, `transfer` is handed over.
 * @typedef {object} Job
 * @property {string} kind
 * @property {unknown} payload
 * @property {Transferable[]} transfer
 * @property {AbortSignal | undefined} signal
 * @property {(value: any) => void} resolve
 * @property {(error: unknown) => void} reject
 */

/** @typedef {{failureClass: string | null, message: string}} WorkerError */

/** @typedef {{worker: Worker, job: Job | null, stopIdle: ReturnType<typeof setTimeout> | undefined}} Seat */

export class WorkerBridge {
  /**
   * @param {import("./trusted-scripts.js").ScriptName} script
   * @param {number} seats how many workers at most
   * @param {{makeWorker?: (script: import("./trusted-scripts.js").ScriptName) => Worker}} [options]
   */
  constructor(script, seats, { makeWorker = startWorker } = {}) {
    this.script = script;
    this.most = seats;
    this.makeWorker = makeWorker;
    /** @type {Seat[]} */
    this.seats = [];
    /** @type {Job[]} */
    this.waiting = [];
  }

  /**
   * @param {string} kind
   * @param {unknown} payload
   * @param {{transfer?: Transferable[], signal?: AbortSignal}} [options]
   * @returns {Promise<any>}
   */
  run(kind, payload, { transfer = [], signal } = {}) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      /** @type {Job} */
      const job = { kind, payload, transfer, signal, resolve, reject };
      const cancel = () => this.cancel(job);
      signal?.addEventListener("abort", cancel, { once: true });
      const settle = () => signal?.removeEventListener("abort", cancel);
      job.resolve = (value) => {
        settle();
        resolve(value);
      };
      job.reject = (error) => {
        settle();
        reject(error);
      };
      this.waiting.push(job);
      this.assign();
    });
  }

  /** Gives waiting jobs to free workers. */
  assign() {
    while (this.waiting.length > 0) {
      const seat = this.seats.find(({ job }) => job === null) ?? this.addSeat();
      if (!seat) return;
      const job = /** @type {Job} */ (this.waiting.shift());
      clearTimeout(seat.stopIdle);
      seat.job = job;
      try {
        seat.worker.postMessage({ kind: job.kind, payload: job.payload }, job.transfer);
      } catch (error) {
        seat.job = null;
        job.reject(error);
      }
    }
  }

  /** @returns {Seat | null} */
  addSeat() {
    if (this.seats.length >= this.most) return null;
    /** @type {Seat} */
    const seat = { worker: this.makeWorker(this.script), job: null, stopIdle: undefined };
    seat.worker.onmessage = ({ data }) => this.answer(seat, data);
    // The script did not load, or the browser ended the worker: for want of memory, mostly.
    seat.worker.onerror = (event) => {
      event.preventDefault();
      this.end(seat, new SecondLookError("worker-failed", { cause: event.message }));
    };
    seat.worker.onmessageerror = () => this.end(seat, new SecondLookError("worker-failed"));
    this.seats.push(seat);
    return seat;
  }

  /** @param {Seat} seat @param {{value?: unknown, error?: WorkerError}} data */
  answer(seat, data) {
    const { job } = seat;
    seat.job = null;
    seat.stopIdle = setTimeout(() => this.end(seat, null), IDLE_END_MS);
    if (job && data.error) job.reject(errorFrom(data.error));
    else job?.resolve(data.value);
    this.assign();
  }

  /** @param {Job} job */
  cancel(job) {
    const place = this.waiting.indexOf(job);
    if (place >= 0) this.waiting.splice(place, 1);
    const seat = this.seats.find((one) => one.job === job);
    // Decoding and sealing can't be interrupted from within: the worker is ended and another one is started.
    if (seat) this.end(seat, null);
    job.reject(job.signal?.reason);
  }

  /** @param {Seat} seat @param {unknown} error for the job that it was at, if any */
  end(seat, error) {
    clearTimeout(seat.stopIdle);
    seat.worker.terminate();
    this.seats = this.seats.filter((one) => one !== seat);
    const { job } = seat;
    seat.job = null;
    if (error !== null) job?.reject(error);
    this.assign();
  }

  /** Ends all workers; what they were at is given up. */
  close() {
    for (const seat of [...this.seats]) this.end(seat, new SecondLookError("worker-failed"));
  }
}

/** @param {import("./trusted-scripts.js").ScriptName} script */
function startWorker(script) {
  return new Worker(trustedScript(script), { type: "module" });
}

/** @param {WorkerError} error */
function errorFrom({ failureClass, message }) {
  return failureClass ? new SecondLookError(failureClass, { message }) : new Error(message);
}
