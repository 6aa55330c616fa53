// Registers the service worker, by which the app opens without a line. Where there is none (some in-app
// browsers, private windows) the app works all the same, with a line.

import { trustedScript } from "../workers/trusted-scripts.js";

/** Asks the browser to keep the app on this device. Where it may not, nothing is said: the app works with a line. */
export async function keepAppOnDevice() {
  if (!globalThis.navigator?.serviceWorker) return;
  try {
    await navigator.serviceWorker.register(trustedScript("service"), { scope: "/" });
  } catch (error) {
    if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error;
  }
}
