"""Two people on one page, one after the other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import patient_steps as steps
from tests.browser.kit import Guard, add_passkey_device
from tests.browser.known_reviewer import REVIEWER_NAME
from tests.fixtures.documents import text_pdf


def enrol_with_record(page: Page) -> None:
    """Whoever has a stored record and a recovery sheet can share."""
    steps.enrol(page)
    steps.add_files(page, [steps.a_file("report.pdf", text_pdf(1))], title="Biopsy")
    steps.expect_stored(page, 1)
    steps.make_sheet(page)


@pytest.mark.usefixtures("listed_reviewer")
def test_a_question_and_a_comparison_are_not_there_for_the_next_person(patient_page: Page) -> None:
    page = patient_page
    device = add_passkey_device(page)
    enrol_with_record(page)
    [next_persons] = device.credentials()
    steps.sign_out(page)

    enrol_with_record(page)
    steps.go_to_consent(page, REVIEWER_NAME, question="Will I get well?")
    steps.sign_out(page)
    for credential in device.credentials():
        if credential["credentialId"] != next_persons["credentialId"]:
            device.forget(credential["credentialId"])

    steps.sign_in(page)
    steps.expect_stored(page, 1)
    steps.choose_reviewer(page, REVIEWER_NAME)
    expect(page.get_by_role("radio", name=steps.part_of("check-answer-yes"))).not_to_be_checked()
    steps.press(page, "next")
    steps.press(page, "next")
    expect(page.get_by_label(steps.sentence("question-label"))).to_have_value("")


def test_signing_out_without_a_line_does_not_end_the_next_session(
    patient_page: Page, patient_guard: Guard
) -> None:
    page = patient_page
    add_passkey_device(page)
    steps.enrol(page)
    steps.wait_until_kept(page)
    patient_guard.allow("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    steps.sign_out(page)
    assert steps.rows_on_device(page)["device"] == ["sign-out-pending"]
    page.context.set_offline(False)
    steps.sign_in(page)
    steps.expect_screen(page, "home-title")
    assert steps.rows_on_device(page)["device"] == ["account"]
    with page.expect_request("**/api/session"):
        page.reload()
    steps.expect_screen(page, "home-title")
