"""The operator's commands, as the operator types them."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from scripts.vectors.author import DAY_MS
from server.crypto.announcements import Revocation
from server.crypto.directory_log import verify_directory
from server.crypto.encoding import to_base64url
from server.crypto.words import six_words
from tests.server.browser import code_of
from tests.server.owned_case import read_directory
from tests.server.people import Reviewer
from tests.server.relay_under_test import MakeRelay, RelayUnderTest


@pytest.fixture
def weber(relay: RelayUnderTest) -> Reviewer:
    """A reviewer who has applied."""
    weber = relay.applicant("Weber")
    assert code_of(weber.apply()) == "204"
    return weber


def words_of(public: bytes) -> str:
    return " ".join(six_words(public))


def size_of_log(relay: RelayUnderTest) -> int:
    return len(read_directory(relay.browser()))


def refused(relay: RelayUnderTest, *arguments: str, answer: str = "") -> str:
    """What a command says that fails; nothing was added to the directory."""
    before = size_of_log(relay)
    result = relay.app.test_cli_runner().invoke(args=list(arguments), input=answer)
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert size_of_log(relay) == before
    return str(result.output)


def test_invite_prints_a_link_with_the_clinic_key(relay: RelayUnderTest) -> None:
    links = {relay.operator("invite").splitlines()[0] for _ in range(2)}
    assert len(links) == 2
    clinic = to_base64url(relay.clinic_public)
    for link in links:
        assert link.startswith("http://localhost:8000/reviewer#invitation=")
        assert link.endswith(f"&clinic={clinic}")


def test_the_list_of_reviewers_shows_names_and_words(relay: RelayUnderTest) -> None:
    assert "Nobody has asked yet." in relay.operator("reviewers")
    weber = relay.applicant("Weber")
    weber.apply()
    listed = relay.operator("reviewers")
    words = words_of(bytes.fromhex(weber.account_id))
    for expected in ("waiting", weber.account_id, "Dr. Weber, Pathology", words):
        assert expected in listed
    relay.approve(weber)
    assert "approved" in relay.operator("reviewers")


def test_approving_shows_the_words_to_compare_first(relay: RelayUnderTest, weber: Reviewer) -> None:
    said = relay.operator("approve", weber.account_id, answer="y\n")
    assert words_of(bytes.fromhex(weber.account_id)) in said
    assert "Dr. Weber is in the directory now." in said
    assert size_of_log(relay) == 2
    assert "approved already" in refused(relay, "approve", weber.account_id, answer="y\n")


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_without_a_yes_nobody_is_approved_or_revoked(
    relay: RelayUnderTest, weber: Reviewer, answer: str
) -> None:
    refused(relay, "approve", weber.account_id, answer=answer)
    assert weber.browser.ask("/api/reviewer/application")["state"] == "waiting"
    relay.approve(weber)
    refused(relay, "revoke", weber.account_id, answer=answer)
    assert weber.browser.ask("/api/reviewer/application")["state"] == "approved"


def test_a_reason_stands_in_the_directory(relay: RelayUnderTest, weber: Reviewer) -> None:
    relay.approve(weber)
    relay.operator("revoke", weber.account_id, "--reason", "Left the clinic", answer="y\n")
    note = relay.browser().get("/directory/checkpoint").get_data(as_text=True)
    directory = verify_directory(relay.clinic_public, note, read_directory(relay.browser()))
    revocation = directory.reviewers[weber.account_id]
    assert isinstance(revocation, Revocation)
    assert (revocation.reason, revocation.time_ms) == ("Left the clinic", relay.clock())
    assert "not in the directory" in refused(relay, "revoke", weber.account_id, answer="y\n")


def test_a_reason_that_is_too_long_is_refused(relay: RelayUnderTest, weber: Reviewer) -> None:
    relay.approve(weber)
    assert "500 letters" in refused(relay, "revoke", weber.account_id, "--reason", "x" * 501, answer="y\n")
    relay.operator("revoke", weber.account_id, "--reason", "x" * 500, answer="y\n")


@pytest.mark.parametrize("command", ["approve", "revoke"])
@pytest.mark.parametrize("account_id", ["ab" * 32, "Weber", ""])
def test_somebody_unknown_is_refused(relay: RelayUnderTest, command: str, account_id: str) -> None:
    assert "No such reviewer." in refused(relay, command, account_id, answer="y\n")


def test_an_application_whose_time_is_over_is_not_approved(relay: RelayUnderTest) -> None:
    weber = relay.applicant("Weber")
    weber.apply(valid_to_ms=relay.clock() + DAY_MS)
    relay.clock.advance(days=1)
    assert "apply again" in refused(relay, "approve", weber.account_id, answer="y\n")


def _missing(relay: RelayUnderTest) -> None:
    relay.settings.clinic_key_path.unlink()


def _of_another(relay: RelayUnderTest) -> None:
    shutil.copyfile(relay.settings.keys / "log.key", relay.settings.clinic_key_path)


def _damaged(relay: RelayUnderTest) -> None:
    relay.settings.clinic_key_path.write_text("not a key\n")


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (_missing, "There is no key file"),
        (_of_another, "is another clinic's key"),
        (_damaged, "can't be read"),
    ],
)
def test_without_the_clinic_key_nothing_is_signed_and_the_relay_serves_on(
    relay: RelayUnderTest, weber: Reviewer, harm: Callable[[RelayUnderTest], None], sentence: str
) -> None:
    harm(relay)
    assert sentence in refused(relay, "approve", weber.account_id, answer="y\n")
    assert sentence in refused(relay, "announce")
    assert weber.browser.ask("/api/reviewer/application")["state"] == "waiting"


def test_the_clinic_prints_what_belongs_on_its_paper(relay: RelayUnderTest) -> None:
    said = relay.operator("clinic").splitlines()
    assert said == [
        "Second Look clinic",
        f"http://localhost:8000/#clinic={to_base64url(relay.clinic_public)}",
        f"The clinic's six words: {words_of(relay.clinic_public)}",
    ]


def test_a_new_name_is_announced_under_the_same_key(make_relay: MakeRelay) -> None:
    relay = make_relay(
        clinic_name="Harbour Clinic", clinic_address="1 Harbour Street\nLeith", retention_days=90
    )
    assert (relay.clinic.name, relay.clinic.address) == ("Harbour Clinic", "1 Harbour Street\nLeith")
    object.__setattr__(relay.settings, "clinic_name", "Quay Clinic")
    relay.operator("announce")
    note = relay.browser().get("/directory/checkpoint").get_data(as_text=True)
    directory = verify_directory(relay.clinic_public, note, read_directory(relay.browser()))
    assert (directory.clinic.name, directory.clinic.retention_days) == ("Quay Clinic", 90)
    assert directory.checkpoint.size == 2
