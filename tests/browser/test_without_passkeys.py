"""A browser that has no passkeys, as inside many other apps: the person takes the whole link to another one."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import patient_steps, reviewer_steps
from tests.browser.kit import LiveServer

_NO_PASSKEYS = "delete globalThis.PublicKeyCredential;"


def test_a_patient_is_shown_the_clinics_link_to_open_elsewhere(
    new_phone: Callable[..., Page], server: LiveServer
) -> None:
    page = new_phone()
    page.add_init_script(_NO_PASSKEYS)
    clinic = server.operator("clinic")
    link = next(word for word in clinic.split() if "#clinic=" in word)
    page.goto(link[link.index("/#") :])
    for name in ("next", "next", "start"):
        patient_steps.press(page, name)
    patient_steps.expect_screen(page, "no-passkeys-title")
    expect(page.get_by_text(link, exact=True)).to_be_visible()


def test_an_invited_reviewer_is_shown_the_invitation_to_open_elsewhere(
    new_phone: Callable[..., Page], server: LiveServer
) -> None:
    page = new_phone()
    page.add_init_script(_NO_PASSKEYS)
    invitation = reviewer_steps.invite(server)
    page.goto(invitation)
    reviewer_steps.expect_screen(page, "no-passkeys-title")
    expect(page.get_by_text(page.url, exact=True)).to_be_visible()
    assert page.url.endswith(invitation)
