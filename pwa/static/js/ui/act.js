// What every button that starts an act needs: one run at a time, a busy state, the error kept for the screen.

import { signal, useEffect, useMemo, useRef } from "./framework.js";

/**
 * @template {unknown[]} A
 * @typedef {object} RunningAct
 * @property {import("./framework.js").ReadonlySignal<boolean>} busy
 * @property {import("./framework.js").ReadonlySignal<unknown>} error null while there is none
 * @property {(...values: A) => Promise<boolean>} run true when the act succeeded; false when it failed or one was running
 * @property {() => void} forget forgets the error
 */

/**
 * @template {unknown[]} A
 * @param {(...values: A) => unknown} act may throw or reject; an AbortError is the person's own will and no error
 * @returns {RunningAct<A>}
 */
export function useAct(act) {
  const newest = useRef(act);
  newest.current = act;
  const alive = useRef(true);
  useEffect(
    () => () => {
      alive.current = false;
    },
    [],
  );
  return useMemo(() => {
    const busy = signal(false);
    const error = signal(/** @type {unknown} */ (null));
    return {
      busy,
      error,
      forget() {
        error.value = null;
      },
      async run(...values) {
        if (busy.value) return false;
        busy.value = true;
        error.value = null;
        try {
          await newest.current(...values);
          return true;
        } catch (problem) {
          if (!isAbort(problem) && alive.current) error.value = problem;
          return false;
        } finally {
          busy.value = false;
        }
      },
    };
  }, []);
}

/** @param {unknown} problem */
function isAbort(problem) {
  return problem instanceof Error && problem.name === "AbortError";
}
