// The screens for who is not signed in, but the first ones: which one belongs to the app's phase and to the address.

import { Recover } from "../shared/start/recover.js";
import { SignIn } from "../shared/start/sign-in.js";
import { Locked } from "../shared/trouble.js";
import { Enrol } from "./start/enrol.js";

/**
 * @param {"signed-out" | "locked"} phase
 * @param {string} name the first part of the address
 * @returns {import("./root.js").Chosen}
 */
export function startScreen(phase, name) {
  if (name === "recover") return { name: `${phase}-recover`, component: Recover };
  if (phase === "locked") return { name: phase, component: Locked };
  return { name: `out-${name}`, component: name === "sign-in" ? SignIn : Enrol };
}
