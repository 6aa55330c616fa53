"""The tools of the browser stories see what they must: a guard that never barks guards nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request

from tests.browser.kit import (
    Guard,
    LiveServer,
    accessibility_faults,
    add_passkey_device,
    all_traffic,
    find_canaries,
    phone,
    scrolls_sideways,
    small_targets,
)
from tests.lying_relay.proxy import LyingRelay

MAKE_PASSKEY = """async () => {
  const salt = new Uint8Array(32).fill(7);
  const made = await navigator.credentials.create({publicKey: {
    rp: {id: 'localhost', name: 'test'}, user: {id: new Uint8Array(32), name: 'a', displayName: 'a'},
    challenge: new Uint8Array(32), pubKeyCredParams: [{type: 'public-key', alg: -8}, {type: 'public-key', alg: -7}],
    authenticatorSelection: {residentKey: 'required', userVerification: 'required'}, extensions: {prf: {}}}});
  const got = await navigator.credentials.get({publicKey: {challenge: new Uint8Array(32), rpId: 'localhost',
    userVerification: 'required', extensions: {prf: {eval: {first: salt}}}}});
  const first = got.getClientExtensionResults().prf?.results?.first;
  return {enabled: made.getClientExtensionResults().prf?.enabled ?? false, bytes: first ? first.byteLength : 0};
}"""
LOOK_THROUGH_CAMERA = """async () => {
  const stream = await navigator.mediaDevices.getUserMedia({video: {width: {ideal: 9999}, height: {ideal: 9999}}});
  const video = document.createElement('video');
  video.muted = true; video.srcObject = stream; await video.play();
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight), pen = canvas.getContext('2d');
  pen.drawImage(video, 0, 0);
  const {data} = pen.getImageData(canvas.width / 2 - 100, canvas.height / 2 - 100, 200, 200);
  stream.getTracks()[0].stop();
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += data[at];
  return {size: [canvas.width, canvas.height], brightness: sum / (data.length / 4)};
}"""


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    data = tmp_path_factory.mktemp("strict")
    with LiveServer(data=data, target="tests.fixtures.strict_page:app") as server:
        yield server


@pytest.fixture
def watched(playwright: Playwright, chromium: Browser, strict: LiveServer) -> Iterator[tuple[Page, Guard]]:
    context = phone(playwright, chromium, strict.url)
    guard = Guard(context, strict.url)
    yield context.new_page(), guard
    context.close()


def open_page(page: Page, name: str) -> None:
    page.goto(f"/{name}")
    page.wait_for_function("() => document.title === 'ready'")


def test_a_harmless_page_passes(watched: tuple[Page, Guard]) -> None:
    page, guard = watched
    open_page(page, "harmless")
    guard.check()
    assert page.viewport_size == {"width": 360, "height": 740}
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)
    assert small_targets(page) == []


@pytest.mark.parametrize(
    ("name", "event", "complaint"),
    [
        ("writes-html", "console", "policy"),
        ("logs-an-error", "console", "something went wrong"),
        ("throws", "weberror", "thrown in the page"),
        ("asks-another-site", "console", "127.0.0.1:9"),
        ("breaks-the-policy-in-a-worker", "request", "policy"),
    ],
)
def test_the_guard_notices(watched: tuple[Page, Guard], name: str, event: str, complaint: str) -> None:
    page, guard = watched

    def is_sign(seen: object) -> bool:
        return not isinstance(seen, Request) or seen.url.endswith("/csp-report")

    with page.context.expect_event(event, is_sign):
        open_page(page, name)
    with pytest.raises(AssertionError, match=complaint):
        guard.check()


def test_faults_for_eyes_and_thumbs_are_found(watched: tuple[Page, Guard]) -> None:
    page, _ = watched
    page.goto("/bad-for-eyes-and-thumbs")
    assert any(fault.startswith("image-alt") for fault in accessibility_faults(page))
    assert scrolls_sideways(page)
    assert len(small_targets(page)) == 1


@pytest.mark.parametrize("prf", [True, False])
def test_a_passkey_device_has_prf_or_not(watched: tuple[Page, Guard], prf: bool) -> None:
    page, _ = watched
    open_page(page, "harmless")
    device = add_passkey_device(page, prf=prf)
    assert page.evaluate(MAKE_PASSKEY) == {"enabled": prf, "bytes": 32 if prf else 0}
    assert len(device.credentials()) == 1


def test_the_recorder_keeps_what_was_sent(
    playwright: Playwright, chromium: Browser, strict: LiveServer
) -> None:
    canaries = {"name": b"Quillfeather"}
    with LyingRelay(strict.port) as recorder:
        context = phone(playwright, chromium, recorder.url)
        page = context.new_page()
        open_page(page, "harmless")
        assert find_canaries(canaries, all_traffic(recorder.exchanges)) == []
        page.evaluate(
            "() => fetch('/x', {method: 'POST', body: btoa('xyQuillfeather'), headers: {'X-A': 'b'}})"
        )
        page.evaluate("() => fetch('/y?Quillfeather', {headers: {'X-Name': 'Quillfeather'}})")
        context.close()
        places = {finding.place for finding in find_canaries(canaries, all_traffic(recorder.exchanges))}
    assert places == {"POST /x (body)", "GET /y?Quillfeather (address)", "GET /y?Quillfeather (headers)"}


def test_the_camera_sees_paper(
    playwright: Playwright, chromium_with_camera: Browser, strict: LiveServer
) -> None:
    context = phone(playwright, chromium_with_camera, strict.url)
    page = context.new_page()
    open_page(page, "harmless")
    seen = page.evaluate(LOOK_THROUGH_CAMERA)
    context.close()
    assert seen["size"] == [1440, 1920]
    assert seen["brightness"] > 150


def test_a_relay_that_stops_suddenly_starts_again_on_its_port(strict: LiveServer) -> None:
    before = strict.url
    strict.stop(suddenly=True)
    strict.start()
    assert strict.url == before
    assert "Booting worker" in strict.log_text()
