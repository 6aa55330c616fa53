// Whether an element is on the screen, or less than a screen away: what a person does not look at needs no memory.

import { useEffect, useRef, useSignal } from "../framework.js";

/**
 * @typedef {object} Near
 * @property {{current: HTMLElement | null}} box the element's: the same one as long as the component lives
 * @property {boolean} isNear
 * @property {number} heightPx that it had when it came or went: kept until its picture is back, so that nothing jumps
 */

/** @returns {Near} */
export function useNear() {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const state = useSignal({ isNear: false, heightPx: 0 });
  useEffect(() => {
    const watcher = new IntersectionObserver(
      (entries) => {
        const isNear = entries.at(-1)?.isIntersecting ?? false;
        state.value = { isNear, heightPx: box.current?.offsetHeight ?? 0 };
      },
      { rootMargin: "100% 0px" },
    );
    if (box.current) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return { box, ...state.value };
}
