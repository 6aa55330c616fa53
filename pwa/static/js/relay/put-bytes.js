// Sending a part. fetch() doesn't tell how far an upload is, so this one request is an XMLHttpRequest: it
// shows progress, and notices a line that has gone silent.

import { SecondLookError } from "../errors.js";
import { problemFrom } from "./relay-client.js";
import { anyObject } from "./answer-shapes.js";
import { STALL_MS } from "./bounded-body.js";

/**
 * @typedef {object} PutOptions
 * @property {ArrayBuffer} bytes
 * @property {Record<string, string>} headers
 * @property {AbortSignal} [signal]
 * @property {(sentBytes: number) => void} [onProgress]
 * @property {number} [stallMs] without progress for so long the request is given up
 * @property {() => XMLHttpRequest} [makeRequest]
 */

/**
 * Resolves when the relay has acknowledged the bytes: then they are on its disk.
 * @param {{onReachable: (reachable: boolean) => void}} relay
 * @param {string} path
 * @param {PutOptions} options
 * @returns {Promise<void>}
 */
export function putBytes(
  relay,
  path,
  { bytes, headers, signal, onProgress, stallMs = STALL_MS, makeRequest = () => new XMLHttpRequest() },
) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const request = makeRequest();
    /** @type {ReturnType<typeof setTimeout>} */
    let watchdog;
    let ended = false;
    /** @param {() => void} end */
    const finish = (end) => {
      ended = true;
      clearTimeout(watchdog);
      signal?.removeEventListener("abort", stop);
      end();
    };
    // abort() tells onabort at once, so the promise is ended before, with the true reason.
    const stop = () => {
      finish(() => reject(signal?.reason));
      request.abort();
    };
    const stalled = () => {
      finish(() => reject(new SecondLookError("relay-stalled")));
      request.abort();
    };
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(stalled, stallMs);
    };
    /** @param {unknown} cause */
    const lost = (cause) => {
      if (ended) return;
      relay.onReachable(false);
      finish(() => reject(new SecondLookError("relay-unreachable", { cause })));
    };
    request.upload.onprogress = (event) => {
      alive();
      onProgress?.(Math.min(event.loaded, bytes.byteLength));
    };
    request.onload = () => {
      relay.onReachable(true);
      finish(() =>
        request.status === 200 || request.status === 201 ? resolve() : reject(problemOf(request)),
      );
    };
    // Safari reports a line that it dropped itself as an abort; our own aborts have ended the promise before.
    request.onerror = lost;
    request.onabort = lost;
    request.open("PUT", path);
    request.responseType = "text";
    request.withCredentials = false;
    for (const [name, value] of Object.entries({ "Content-Type": "application/octet-stream", ...headers })) {
      request.setRequestHeader(name, value);
    }
    signal?.addEventListener("abort", stop, { once: true });
    alive();
    request.send(bytes);
  });
}

/** @param {XMLHttpRequest} request */
function problemOf(request) {
  /** @type {Record<string, unknown>} */
  let given = {};
  try {
    given = anyObject(JSON.parse(request.responseText));
  } catch {
    // A proxy's page, or nothing: the status alone says what happened.
  }
  return problemFrom(request.status, given, request.getResponseHeader("Retry-After"));
}
