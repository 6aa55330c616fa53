// The reviewer's page: joins the parts. Modules themselves do nothing when they are imported.

import { createApp } from "./acts/app.js";
import { keepAppOnDevice } from "./acts/keep-app-on-device.js";
import { startApp } from "./acts/start-app.js";
import { startLanguages } from "./ui/i18n.js";
import { mount } from "./ui/reviewer/root.js";

const app = createApp();
const starting = startApp(app);
await startLanguages(["common", "errors", "patient", "reviewer"]);
mount(app, /** @type {HTMLElement} */ (document.getElementById("app")));
await starting;
await keepAppOnDevice();
