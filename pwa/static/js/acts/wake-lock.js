// Keeps the screen on while something is being sent, as phones stop sending when it goes dark. A wish, never
// relied on: the sending goes on by itself at the next look.

/** @returns {{release: () => void}} */
export function keepAwake() {
  /** @type {{release: () => Promise<void>} | null} */
  let sentinel = null;
  let released = false;
  const ask = async () => {
    const wakeLock = /** @type {any} */ (globalThis.navigator)?.wakeLock;
    if (!wakeLock || released || document.visibilityState !== "visible") return;
    try {
      const granted = await wakeLock.request("screen");
      if (released) await granted.release();
      else sentinel = granted;
    } catch {
      // Low battery, or the browser's own will.
    }
  };
  // The browser takes the lock away whenever the page is hidden.
  document.addEventListener("visibilitychange", ask);
  ask();
  return {
    release() {
      released = true;
      document.removeEventListener("visibilitychange", ask);
      sentinel?.release().catch(() => {});
    },
  };
}
