"""Another reviewer's key, another clinic, a log that forks, shrinks or lacks the leaf: refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nacl.signing import SigningKey

from scripts.vectors.author import Person
from tests.browser import patient_steps as patient_does
from tests.browser import reviewer_steps as reviewer_does
from tests.lying_relay import directory_lies as lies
from tests.lying_relay.directory_lies import Log
from tests.lying_relay.proxy import Lie
from tests.lying_relay.world import (
    OTHER_REVIEWER,
    World,
    expect_nothing_of_the_case,
    expect_refused,
    look_again,
)

# The first test of a run makes the world as well.
pytestmark = pytest.mark.timeout(300)

IMPOSTOR = Person("whoever runs the relay")


def _grown(log: Log, change: Callable[[bytes], bytes]) -> Log:
    """The log with one entry more, made from that of the chosen reviewer; the log key signs what it is told to."""
    chosen = log.entries[lies.index_of_reviewer(log, reviewer_does.NAME)]
    return log.with_entries([*log.entries, change(chosen)])


def _impostor(entry: bytes) -> bytes:
    return lies.impostor_entry(entry, IMPOSTOR, SigningKey.generate())


LOGS: dict[str, tuple[Callable[[Log], Log], str]] = {
    "a log that shrank": (lies.shrunk, "log-shrunk"),
    "a log that forked": (lies.forked, "log-fork"),
    "a log that forked and grew": (lambda log: lies.forked_and_grown(log, log.entries[-1]), "log-fork"),
    "a checkpoint of another key": (lies.checkpoint_signed_by_another_key, "log-signature"),
    "an impostor under the reviewer's name": (lambda log: _grown(log, _impostor), "announcement"),
    "another key under the reviewer's account": (
        lambda log: _grown(log, lambda entry: lies.with_another_key(entry, IMPOSTOR)),
        "announcement",
    ),
    "an old announcement once more": (lambda log: _grown(log, lambda entry: entry), "announcement"),
}


@pytest.mark.parametrize("log", LOGS)
def test_a_device_that_knows_the_directory_refuses(world: World, log: str) -> None:
    change, failure = LOGS[log]
    with world.lying(change(world.log).served(), world.phone):
        look_again(world.phone)
        expect_refused(world.phone, failure)


NEW: dict[str, tuple[Callable[[Log], Lie], str]] = {
    "a log without the reviewer's leaf": (
        lambda log: lies.lacking_the_leaf(log, lies.index_of_reviewer(log, reviewer_does.NAME)),
        "log-proof",
    ),
    "another clinic": (lambda log: lies.another_clinic(log, IMPOSTOR).served(), "clinic"),
    "a log that shrank": (lambda log: lies.shrunk(log).served(), "log-shrunk"),
    "a log that forked": (lambda log: lies.forked(log).served(), "log-fork"),
}


@pytest.mark.parametrize("log", NEW)
def test_a_new_device_of_the_account_refuses(world: World, log: str) -> None:
    lie, failure = NEW[log]
    told = lie(world.log)
    patient_does.sign_out(world.phone)
    with world.lying(told, world.phone):
        patient_does.sign_in(world.phone)
        expect_refused(world.phone, failure)


def log_with_impostor(world: World) -> Lie:
    log = world.log
    return log.with_entries(
        [*log.entries, _impostor(log.entries[lies.index_of_reviewer(log, OTHER_REVIEWER)])]
    ).served()


def test_no_consent_is_prepared_for_another_key(world: World) -> None:
    with world.lying(log_with_impostor(world), world.phone):
        patient_does.go_to_consent(world.phone, OTHER_REVIEWER)
        expect_refused(world.phone, "announcement")
        assert world.phone.locator("[data-consent-screen]").count() == 0


def test_nothing_is_sealed_for_another_key_that_appears_while_the_consent_is_read(world: World) -> None:
    told = log_with_impostor(world)
    patient_does.read_consent(world.phone, OTHER_REVIEWER)
    with world.lying(told, world.phone):
        world.phone.get_by_role("checkbox", name=patient_does.sentence("consent-read")).check()
        patient_does.press(world.phone, "consent-yes")
        expect_refused(world.phone, "announcement")


def test_a_reviewer_refuses_another_log_than_the_patient_saw(world: World) -> None:
    with world.lying(lies.forked(world.log).served(), world.desk):
        look_again(world.desk)
        expect_refused(world.desk, "log-fork")
        expect_nothing_of_the_case(world.desk)
