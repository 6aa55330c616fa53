"""The browser's arrows, and what no module of ours may do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.browser_arrows import (
    EXCEPTIONS,
    forbidden_code,
    import_cycles,
    inline_code,
    sources,
    wrong_arrows,
)
from tests.architecture.javascript_source import code_only, without_comments
from tests.architecture.project import ROOT, plant

JS = "pwa/static/js/"


def test_every_arrow_is_allowed() -> None:
    assert wrong_arrows(ROOT) == []


def test_no_modules_import_each_other() -> None:
    assert import_cycles(ROOT) == []


def test_nothing_forbidden_is_used() -> None:
    assert forbidden_code(ROOT) == []


def test_pages_carry_no_code() -> None:
    assert inline_code(ROOT) == []


def test_every_exception_is_still_needed() -> None:
    modules = sources(ROOT)
    assert [module for module, _ in EXCEPTIONS if module not in modules] == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("ui/welcome.js", 'import { seal } from "../crypto/envelope.js";'),
        ("ui/welcome.js", 'import "../relay/cases.js";'),
        ("ui/welcome.js", 'const { foldChain } = await import("../case/fold.js");'),
        ("acts/enrol.js", 'import { Welcome } from "../ui/welcome.js";'),
        ("case/fold.js", 'import { cases } from "../relay/cases.js";'),
        ("keys/account.js", 'import { database } from "../local-store/database.js";'),
        ("crypto/envelope.js", 'import { account } from "../keys/account.js";'),
        ("wire/bytes.js", 'export { seal } from "../crypto/envelope.js";'),
        ("wire/bytes.js", 'import {\n  seal,\n  open,\n} from "../crypto/envelope.js";'),
        ("acts/enrol.js", 'import "../main.js";'),
        ("acts/enrol.js", 'import "./not-there.js";'),
        ("acts/enrol.js", 'import sodium from "libsodium-wrappers";'),
        ("crypto/sodium.js", 'import s from "../../vendor/libsodium-0.8.4/dist/modules-esm/libsodium.mjs";'),
        ("helpers/misc.js", 'import "../wire/bytes.js";'),
        ("start.js", 'import "./acts/enrol.js";'),
        ("wire/bytes.js", 'const worker = new URL("../workers/seal-worker.js", import.meta.url);'),
    ],
)
def test_a_wrong_arrow_is_found(tmp_path: Path, module: str, line: str) -> None:
    everything = [
        "ui/welcome.js", "acts/enrol.js", "case/fold.js", "keys/account.js", "relay/cases.js", "main.js",
        "local-store/database.js", "crypto/envelope.js", "wire/bytes.js", "workers/seal-worker.js",
    ]  # fmt: skip
    plant(tmp_path, {JS + name: "" for name in everything} | {JS + module: line + "\n"})
    assert len(wrong_arrows(tmp_path)) == 1


def test_right_arrows_and_types_in_comments_are_left_alone(tmp_path: Path) -> None:
    tree = {
        "main.js": 'import { createApp } from "./acts/app.js";\nimport { Welcome } from "./ui/welcome.js";\n',
        "errors.js": "",
        "ui/welcome.js": 'import { html } from "../../vendor/htm.js";\nimport { createApp } from "../acts/app.js";\n'
        'import "../errors.js";\n/** @param {import("../case/fold.js").State} state */\n// import "../wire/x.js"\n',
        "acts/app.js": 'import "../relay/cases.js"; import "../wire/bytes.js";\nconst text = "import";\n',
        "relay/cases.js": 'import "../crypto/envelope.js";\nimport "../errors.js";\n',
        "crypto/envelope.js": 'import sodium from "../../vendor/libsodium.js";\nimport "../wire/bytes.js";\n',
        "wire/bytes.js": "",
        "case/fold.js": "",
    }
    plant(tmp_path, {JS + name: text for name, text in tree.items()})
    assert wrong_arrows(tmp_path) == import_cycles(tmp_path) == forbidden_code(tmp_path) == []


@pytest.mark.parametrize(
    "target", ["keys/account.js", "relay/cases.js", "acts/enrol.js", "workers/seal-worker.js"]
)
def test_the_frame_for_strangers_content_reaches_nothing(tmp_path: Path, target: str) -> None:
    line = f'import "../static/js/{target}"; import "./port.js"; import "../static/vendor/pdfjs.js";\n'
    plant(tmp_path, {"pwa/viewer/frame.js": line, "pwa/viewer/port.js": "", JS + target: ""})
    assert len(wrong_arrows(tmp_path)) == 1


def test_a_cycle_is_found_at_any_distance(tmp_path: Path) -> None:
    tree = {
        JS + "acts/a.js": 'import "./b.js";',
        JS + "acts/b.js": 'const c = () => import("./c.js");',
        JS + "acts/c.js": 'export * from "./a.js";',
    }
    assert import_cycles(plant(tmp_path, tree)) == ["acts/a.js → acts/b.js → acts/c.js → acts/a.js"]


@pytest.mark.parametrize(
    "line",
    [
        'await fetch("/api/cases");',
        'window.fetch("/api/cases");',
        "const request = new XMLHttpRequest();",
        'navigator.sendBeacon("/x", data);',
        'new WebSocket("/live");',
        "element.innerHTML = name;",
        "element.insertAdjacentHTML('beforeend', name);",
        'eval("1");',
        'new Function("return 1");',
        'document.write("x");',
        "const id = Math.random();",
        'localStorage.setItem("words", words);',
        'const address = "https://example.org/x.js";',
        'const address = "//example.org/x.js";',
        "const address = `https://${host}/x`;",
    ],
)
def test_forbidden_code_is_found(tmp_path: Path, line: str) -> None:
    assert forbidden_code(plant(tmp_path, {JS + "acts/enrol.js": f"// harmless\n{line}\n"}))


def test_only_the_relay_client_and_the_service_worker_use_the_network(tmp_path: Path) -> None:
    line = 'const answer = await fetch("/api/session");\n'
    plant(tmp_path, {JS + "relay/relay-client.js": line, "pwa/service-worker.js": line})
    assert forbidden_code(tmp_path) == []


def test_words_in_comments_and_strings_are_not_code(tmp_path: Path) -> None:
    text = (
        '// never innerHTML, see https://example.org\n/* eval( */ const name = "innerHTML";\nconst r = /"/;\n'
    )
    assert forbidden_code(plant(tmp_path, {JS + "acts/enrol.js": text})) == []


def test_the_reader_tells_code_from_comments_and_strings() -> None:
    source = "a = 'x // y'; // z\nb = /[/'\"]/g; /* c */ d = `//${e}`;"
    assert without_comments(source) == "a = 'x // y';     \nb = /[/'\"]/g;         d = `//${e}`;"
    assert "x" not in code_only(source)
    assert "d = `" in code_only(source)


@pytest.mark.parametrize(
    "page",
    [
        "<script>start()</script>",
        "<body style='color: red'>",
        "<style>p {}</style>",
        '<button onclick="go()">',
        '<script src="https://example.org/x.js"></script>',
        '<link href="//example.org/x.css">',
        '<a href="javascript:go()">',
    ],
)
def test_code_in_a_page_is_found(tmp_path: Path, page: str) -> None:
    assert inline_code(plant(tmp_path, {"pwa/index.html": f"<!doctype html>{page}"}))


def test_a_clean_page_is_left_alone(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><script type="module" src="/static/js/main.js"></script><!-- <style> -->'
    assert inline_code(plant(tmp_path, {"pwa/index.html": page})) == []
