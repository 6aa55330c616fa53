// The link on the clinic's paper: spec/directory.md sections 1 and 7. What stands after "#" never reaches the relay.

const CLINIC_KEY = /^[A-Za-z0-9_-]{43}$/;

/**
 * @param {string} fragment of the address, e.g. "#clinic=…"
 * @returns {string | null} the clinic's key, base64url; null where there is none, or a link that was cut: then the
 *   clinic is pinned on first use, and its six words are shown for comparison
 */
export function clinicOfLink(fragment) {
  const given = new URLSearchParams(fragment.slice(1)).get("clinic") ?? "";
  return CLINIC_KEY.test(given) ? given : null;
}
