// The patient's page: joins the parts. Modules themselves do nothing when they are imported.

import { createApp } from "./acts/app.js";
import { clinicOfLink } from "./acts/clinic-link.js";
import { keepAppOnDevice } from "./acts/keep-app-on-device.js";
import { greetNewcomer, openApp } from "./acts/open-app.js";
import { startLanguages } from "./ui/i18n.js";
import { laterScreens, mount } from "./ui/patient/root.js";

const app = createApp();
// In the history it survives the screens that follow, and a reload.
app.clinicLink = clinicOfLink(location.hash) ?? history.state?.clinicLink ?? null;
history.replaceState({ clinicLink: app.clinicLink }, "");
await Promise.all([greetNewcomer(app), startLanguages(["common", "errors", "patient"])]);
mount(app, /** @type {HTMLElement} */ (document.getElementById("app")));
await openApp(app, laterScreens);
await keepAppOnDevice();
