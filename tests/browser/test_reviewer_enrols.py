"""The reviewer's first stories: invitation, application, approval, and who is not let in."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser import patient_steps
from tests.browser import reviewer_steps as steps
from tests.browser.kit import Guard, LiveServer, add_passkey_device, desk
from tests.lying_relay.proxy import LyingRelay


def test_a_reviewer_enrols_applies_waits_and_is_approved(reviewer_page: Page, server: LiveServer) -> None:
    add_passkey_device(reviewer_page)
    steps.enrol(reviewer_page, server)
    words = steps.apply(reviewer_page, "Dr. Lena Vogt")
    assert len(words) == 6
    steps.look_again(reviewer_page)
    steps.expect_screen(reviewer_page, "waiting-title")
    steps.approve(server, words)
    steps.look_again(reviewer_page)
    steps.expect_screen(reviewer_page, "inbox-title")
    expect(reviewer_page.get_by_text(steps.sentence("inbox-empty"))).to_be_visible()


def test_an_application_can_be_changed_while_it_waits(reviewer_page: Page, server: LiveServer) -> None:
    add_passkey_device(reviewer_page)
    steps.enrol(reviewer_page, server)
    steps.apply(reviewer_page, "Dr. Lena Vogd")
    reviewer_page.get_by_role("link", name=steps.sentence("waiting-change")).click()
    name = reviewer_page.get_by_label(steps.sentence("apply-name"))
    expect(name).to_have_value("Dr. Lena Vogd")
    name.fill("Dr. Lena Vogt")
    steps.press(reviewer_page, "apply-send")
    steps.expect_screen(reviewer_page, "waiting-title")
    listed = server.operator("reviewers")
    assert "Dr. Lena Vogt" in listed
    assert "Vogd" not in listed


def test_an_empty_application_says_what_is_missing(reviewer_page: Page, server: LiveServer) -> None:
    add_passkey_device(reviewer_page)
    steps.enrol(reviewer_page, server)
    steps.press(reviewer_page, "apply-send")
    for missing in ("apply-name-missing", "apply-specialty-missing", "apply-languages-missing"):
        expect(reviewer_page.get_by_text(steps.sentence(missing))).to_be_visible()


def test_an_invitation_serves_once(
    reviewer_page: Page, reviewer_guard: Guard, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> None:
    invitation = steps.invite(server)
    add_passkey_device(reviewer_page)
    reviewer_page.goto(invitation)
    steps.press(reviewer_page, "invited-begin")
    steps.expect_screen(reviewer_page, "apply-title")
    with desk(chromium, recorder.url) as other:
        second = other.new_page()
        add_passkey_device(second)
        second.goto(invitation)
        steps.press(second, "invited-begin")
        expect(second.get_by_text(steps.sentence("error-invitation-refused"))).to_be_visible()


def test_an_invitation_that_lost_its_end_is_named(reviewer_page: Page, server: LiveServer) -> None:
    reviewer_page.goto(steps.invite(server)[:-5])
    steps.expect_screen(reviewer_page, "reviewer-welcome-title")
    expect(reviewer_page.get_by_text(steps.sentence("error-invitation-refused"))).to_be_visible()


def test_an_invitation_with_another_clinic_is_refused(
    reviewer_page: Page, server: LiveServer, recorder: LyingRelay
) -> None:
    add_passkey_device(reviewer_page)
    address = steps.invite(server)
    foreign = "5nFV8GVIQMJ4ecdWvXNHWcIOwkjWJI7ra7dXsv8tIfM"  # The key in the example of spec/directory.md.
    reviewer_page.goto(address[: address.index("clinic=")] + f"clinic={foreign}")
    steps.press(reviewer_page, "invited-begin")
    steps.expect_screen(reviewer_page, "trouble-title")
    expect(reviewer_page.get_by_text(steps.sentence("error-clinic"))).to_be_visible()


def test_a_patient_is_sent_to_the_page_for_patients(patient_page: Page, server: LiveServer) -> None:
    add_passkey_device(patient_page)
    patient_steps.enrol(patient_page)
    patient_page.goto("/reviewer")
    steps.expect_screen(patient_page, "other-role-title")


def test_a_revoked_reviewer_is_told(reviewer_page: Page, server: LiveServer) -> None:
    add_passkey_device(reviewer_page)
    account_id = steps.enrol_reviewer(reviewer_page, server, "Dr. Otto Ende")
    server.operator("revoke", account_id, answer="y\n")
    steps.look_again(reviewer_page)
    steps.expect_screen(reviewer_page, "revoked-title")
