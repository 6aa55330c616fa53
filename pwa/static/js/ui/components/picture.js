// Shows sealed bytes that an act opens for this screen only: an object address that dies with the component.

import { useEffect, useSignal } from "../framework.js";

/** @typedef {{address: string | null, error: unknown, waiting: boolean}} PictureState */

/**
 * @param {(signal: AbortSignal) => Promise<Blob | null>} load
 * @param {readonly unknown[]} depends loads again when one of these changes
 * @returns {PictureState}
 */
export function usePicture(load, depends) {
  const state = useSignal(/** @type {PictureState} */ ({ address: null, error: null, waiting: true }));
  useEffect(() => {
    const stop = new AbortController();
    /** @type {string | null} */
    let address = null;
    state.value = { address: null, error: null, waiting: true };
    load(stop.signal).then(
      (blob) => {
        if (stop.signal.aborted) return;
        address = blob && URL.createObjectURL(blob);
        state.value = { address, error: null, waiting: false };
      },
      (error) => {
        if (!stop.signal.aborted) state.value = { address: null, error, waiting: false };
      },
    );
    return () => {
      stop.abort();
      if (address) URL.revokeObjectURL(address);
    };
  }, depends);
  return state.value;
}
