// The one place where ui names the vendored libraries that draw screens.

export { Fragment, h, render } from "../../vendor/preact.js";
export {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "../../vendor/preact-hooks.js";
export { html } from "../../vendor/htm.js";
export {
  batch,
  computed,
  effect,
  signal,
  useComputed,
  useSignal,
  useSignalEffect,
} from "../../vendor/signals.js";

/** @typedef {import("preact").ComponentChildren} Children */
/** @typedef {import("preact").VNode<any> | import("preact").VNode<any>[] | null} Drawn what a component returns */
/**
 * @template T
 * @typedef {import("@preact/signals").Signal<T>} Signal
 */
/**
 * @template T
 * @typedef {import("@preact/signals").ReadonlySignal<T>} ReadonlySignal
 */
