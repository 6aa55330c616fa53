// A screen: head with the way back, a title that takes the focus, the body, and one main action in reach of a thumb.

import { html, useEffect, useRef } from "../framework.js";
import { Icon } from "../icons.js";
import { t } from "../i18n.js";
import { goBack } from "../router.js";
import { Button } from "./button.js";

let screensShown = 0;

/**
 * @typedef {object} ScreenProperties
 * @property {string} title
 * @property {readonly string[]} [parent] where "Back" leads when the page was opened right here; absent: no way back
 * @property {() => void} [onBack] in place of the ordinary way back
 * @property {string} [backLabel]
 * @property {import("../framework.js").Children} [head] at the end of the head, e.g. the way to the settings
 * @property {import("../framework.js").Children} [foot] the main action, and at most two quiet ones
 * @property {boolean} [wide]
 * @property {boolean} [bare] the title is only spoken
 * @property {string} [class]
 * @property {import("../framework.js").Children} [children]
 */

/** @param {ScreenProperties} properties */
export function Screen({
  title,
  parent,
  onBack,
  backLabel,
  head,
  foot,
  wide,
  bare,
  class: more = "",
  children,
}) {
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => {
    screensShown += 1;
    if (screensShown === 1) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = t("page-title", { screen: title });
  }, [title]);
  const back = onBack ?? (parent && (() => goBack(...parent)));
  return html`<div class=${`screen ${wide ? "screen-wide" : ""} ${more}`}>
    <header class="screen-head">
      ${
        back
          ? html`<${Button} kind="plain" icon="back" class="button-head" onPress=${back}>${backLabel ?? t("back")}<//>`
          : html`<${Brand} />`
      }
      ${head}
    </header>
    <main class="screen-body">
      <h1 ref=${heading} tabindex="-1" class=${bare ? "visually-hidden" : undefined}>${title}</h1>
      ${children}
    </main>
    ${foot && html`<footer class="screen-foot">${foot}</footer>`}
  </div>`;
}

/** The product's name with its picture. */
export function Brand() {
  return html`<span class="brand"><${Icon} name="heart" />${t("product-name")}</span>`;
}
