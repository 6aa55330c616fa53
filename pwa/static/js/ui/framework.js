// The one place where ui names the vendored libraries that draw screens.

export { render } from "../../vendor/preact.js";
export { useEffect, useId, useMemo, useRef } from "../../vendor/preact-hooks.js";
export { html } from "../../vendor/htm.js";
export { computed, signal, useSignal } from "../../vendor/signals.js";

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
