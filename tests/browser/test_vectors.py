"""Every vector of the contract in Chromium: in a page and in a module worker, from the app's origin, under its policy.

The runner is the one that Node uses (tests/pwa/vectors.mjs); only the addresses of the app's modules differ here.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.kit import Guard, LiveServer, desk

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "spec" / "vectors"
RUNNER = ROOT / "tests" / "pwa"
LEFT_OUT = {"case-file", "files"}
SERVED = "/static/test-vectors/"

WORKER = """
import { runVectors } from "./run-vectors.mjs";
self.onmessage = async ({ data }) => {
  try {
    self.postMessage(await runVectors(data));
  } catch (error) {
    self.postMessage({ passed: 0, failures: [String(error)] });
  }
};
"""
RUN_VECTORS = """
import { runAll } from "./vectors.mjs";
const toBytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
export function runVectors({ vectors, files }) {
  const folders = Object.entries(files).map(([folder, named]) => [
    folder,
    new Map(Object.entries(named).map(([name, text]) => [name, toBytes(text)])),
  ]);
  return runAll(vectors, new Map(folders));
}
"""
IN_PAGE = f"""async (given) => (await import("{SERVED}run-vectors.mjs")).runVectors(given)"""
IN_WORKER = f"""async (given) => {{
  const policy = trustedTypes.createPolicy("app", {{ createScriptURL: (address) => address }});
  const address = policy.createScriptURL("{SERVED}worker.mjs");
  const worker = new Worker(address, {{ type: "module" }});
  return new Promise((resolve, reject) => {{
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
    worker.postMessage(given);
  }});
}}"""


def all_vectors() -> dict[str, Any]:
    """The vectors as texts, so that no escape in them is read before the runner does it, and their files."""
    folders = sorted(path for path in VECTORS.iterdir() if path.is_dir() and path.name not in LEFT_OUT)
    vectors = [
        {"folder": folder.name, "name": path.name, "text": path.read_text(encoding="utf-8")}
        for folder in folders
        for path in sorted(folder.glob("*.json"))
    ]
    files = {
        folder.name: {
            path.name: base64.b64encode(path.read_bytes()).decode()
            for path in sorted((folder / "files").glob("*"))
        }
        for folder in folders
    }
    return {"vectors": vectors, "files": files}


def serve_runner(route: Route, policy: str) -> None:
    """Gives the runner's files an address on the app's own origin; everything else is the relay's."""
    name = route.request.url.rpartition("/")[2]
    made_here = {"worker.mjs": WORKER, "run-vectors.mjs": RUN_VECTORS}
    text = made_here.get(name) or (RUNNER / name).read_text(encoding="utf-8")
    route.fulfill(
        body=text.replace("../../pwa/static/js/", "/static/js/"),
        headers={"Content-Type": "text/javascript", "Content-Security-Policy": policy},
    )


@pytest.fixture
def app_page(chromium: Browser, server: LiveServer) -> Iterator[Page]:
    """A page of the app's origin that runs none of the app's own scripts, with the runner beside it."""
    context = desk(chromium, server.url, service_workers="block")
    guard = Guard(context, server.url)
    # The health page has no icon of its own; the browser would ask for one when it likes to.
    context.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    page = context.new_page()
    response = page.goto("/healthz")
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    context.route(f"**{SERVED}*", lambda route: serve_runner(route, policy))
    yield page
    guard.check()
    context.close()


@pytest.mark.parametrize("script", [IN_PAGE, IN_WORKER], ids=["page", "worker"])
def test_every_vector_passes_in_chromium(app_page: Page, script: str) -> None:
    given = all_vectors()
    result = app_page.evaluate(script, given)
    assert result["failures"] == []
    assert result["passed"] == len(given["vectors"]) > 300


def test_a_wrong_vector_is_noticed(app_page: Page) -> None:
    given = all_vectors()
    wrong = json.loads(json.dumps(given["vectors"][0]))
    vector = json.loads(wrong["text"])
    wrong["text"] = json.dumps({**vector, "expect": "success" if vector["expect"] != "success" else "suite"})
    result = app_page.evaluate(IN_PAGE, {"vectors": [wrong], "files": given["files"]})
    assert json.dumps(result).count(wrong["name"]) >= 1
    assert result["passed"] == 0
