"""Sealed bytes changed, cut, repeated, reordered, swapped, under another header: refused, and nothing is shown."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import reviewer_steps as reviewer_does
from tests.browser.secrets_of_people import sent_envelopes
from tests.lying_relay import envelope_lies as lies
from tests.lying_relay.consent_lies import InventedCase
from tests.lying_relay.proxy import Lie
from tests.lying_relay.world import SHARED_TITLE, World, expect_refused

# The first test of a run makes the world as well.
pytestmark = pytest.mark.timeout(300)

PAGE, OTHER_PAGE = 0, 1


def _sealed(world: World, record: int) -> bytes:
    """The sealed bytes of a record's page, as they were uploaded."""
    return sent_envelopes(world.relay.exchanges)[world.page_id(record)]


def _changed(transform: lies.Transform) -> Callable[[World], Lie]:
    return lambda world: lies.tampered_envelopes(world.relay, transform)


def _by_another(make: Callable[[bytes], lies.Transform]) -> Callable[[World], Lie]:
    """With something of the patient's other page, which is sealed under another key."""
    return lambda world: lies.tampered_envelopes(world.relay, make(_sealed(world, OTHER_PAGE)))


def _in_the_place_of_the_page(make: Callable[[World], bytes]) -> Callable[[World], Lie]:
    return lambda world: lies.other_envelopes({world.page_id(PAGE): make(world)})


def _page_of_another_case(world: World) -> bytes:
    case = InventedCase(world.reviewer_person(), world.log, 1)
    return case.add_record("A page of somebody else", b"a picture").files[0].sealed


BYTES: dict[str, tuple[Callable[[World], Lie], str]] = {
    "another page of this case": (
        _in_the_place_of_the_page(lambda world: _sealed(world, OTHER_PAGE)),
        "envelope-digest",
    ),
    "a page of another case": (_in_the_place_of_the_page(_page_of_another_case), "relay-answer"),
    "a changed byte": (_changed(lies.change_a_byte), "envelope-digest"),
    "a changed last byte": (_changed(lies.change_the_last_byte), "envelope-digest"),
    "a cut at a chunk": (_changed(lies.cut_the_last_chunk), "relay-answer"),
    "a repeated chunk": (_changed(lies.repeat_a_chunk), "envelope-digest"),
    "reordered chunks": (_changed(lies.reorder_chunks), "envelope-digest"),
    "a chunk of another page": (_by_another(lies.with_a_chunk_of), "envelope-digest"),
    "the header of another page": (_by_another(lies.with_the_header_of), "envelope-digest"),
    "another chunk size": (_changed(lies.header_with_another_chunk_size), "envelope-digest"),
    "another suite": (_changed(lies.header_with_another_suite), "envelope-digest"),
    "another version": (_changed(lies.header_with_another_version), "envelope-digest"),
}


@pytest.mark.parametrize("lie", BYTES)
def test_a_reviewer_is_not_shown(world: World, lie: str) -> None:
    make, failure = BYTES[lie]
    world.see_case()
    reviewer_does.expect_screen(world.desk, "case-title")
    with world.lying(make(world), world.desk):
        world.desk.get_by_role("link", name=reviewer_does.sentence("case-read")).click()
        expect_refused(world.desk, failure)
        expect(reviewer_does.document_frame(world.desk).locator("#sheet *")).to_have_count(0)


def test_the_sealed_case_file_is_not_made_of_changed_parts(world: World) -> None:
    world.see_case()
    reviewer_does.expect_screen(world.desk, "case-title")
    changed = lies.tampered_envelopes(world.relay, lies.change_a_byte, with_matching_parts=True)
    with world.lying(changed, world.desk):
        reviewer_does.press(world.desk, "download-case")
        expect_refused(world.desk, "envelope-digest")


@pytest.mark.parametrize("lie", ["another page of this case", "a changed byte"])
def test_a_patient_is_not_shown(world: World, lie: str) -> None:
    make, failure = BYTES[lie]
    with world.lying(make(world), world.phone):
        world.phone.get_by_role("link", name=re.compile(re.escape(SHARED_TITLE))).click()
        expect_refused(world.phone, failure)
        expect(world.phone.locator(".page-picture img")).to_have_count(0)
