// The page's own picture comes before the app, which would hold it up: so the app is asked for when that is painted, and
// in small groups, as an old phone answers no tap while it begins to fetch fifty files.

const FILES_AT_ONCE = 8;

const listed = /** @type {HTMLTemplateElement} */ (document.getElementById("first-modules")).content;

function loadApp() {
  for (const link of [...listed.children].slice(0, FILES_AT_ONCE)) document.head.append(link);
  if (listed.firstElementChild) setTimeout(loadApp);
  else import("./main.js");
}

// A page that is not seen paints nothing.
if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(loadApp));
else loadApp();
