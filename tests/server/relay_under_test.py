"""One relay in a folder and a database of its own, with a clock that a test moves, and the people who use it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from scripts.vectors.author import DAY_MS, START_MS
from server.app import create_app
from server.clinic_log import found_clinic
from server.crypto.announcements import ClinicAnnouncement, parse_announcement
from server.key_files import load_clinic_key
from server.relay import EXTENSION, Relay
from server.settings import Settings
from server.store.database import Database
from server.store.migrate import migrate
from server.store.tables import metadata
from tests.server.browser import Browser, code_of
from tests.server.owned_case import OwnedCase, read_directory
from tests.server.people import Member, Reviewer
from tests.server.stored_parts import empty_store, stored_parts

ORIGIN = "http://localhost:8000"
HOUR_MS = 60 * 60 * 1000


@dataclass
class Clock:
    """The relay's time and everybody's."""

    at_ms: int = START_MS

    def __call__(self) -> int:
        """Now."""
        return self.at_ms

    def advance(self, *, ms: int = 0, hours: float = 0, days: float = 0) -> None:
        """Let time pass."""
        self.at_ms += ms + round(hours * HOUR_MS) + round(days * DAY_MS)


EmptyDatabase = Callable[[Path], str]
"""Gives the address of a database with the newest schema and no rows; it may be a file in this folder."""


def sqlite_template(folder: Path) -> EmptyDatabase:
    """Migrates once, and copies the file for each test."""
    template = folder / "template.sqlite3"
    database = Database(f"sqlite:///{template}")
    migrate(database)
    database.dispose()

    def make(test_folder: Path) -> str:
        test_folder.mkdir(parents=True, exist_ok=True)
        copy = test_folder / "second-look.sqlite3"
        shutil.copyfile(template, copy)
        return f"sqlite:///{copy}"

    return make


def postgresql_template(url: str) -> EmptyDatabase:
    """Migrates once, and empties all tables for each test."""
    database = Database(url)
    migrate(database)
    database.dispose()

    def make(_folder: Path) -> str:
        emptied = Database(url)
        empty(emptied)
        emptied.dispose()
        return url

    return make


def empty(database: Database) -> None:
    """Delete every row."""
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


@dataclass
class RelayUnderTest:
    """A relay, as its operator has set it up."""

    app: Flask
    settings: Settings
    clock: Clock

    def __post_init__(self) -> None:
        self.keys_of_first_start = {path.name: path.read_text() for path in self.settings.keys.iterdir()}

    @property
    def inside(self) -> Relay:
        """The relay's own parts, for tests that look at what is stored."""
        relay = self.app.extensions[EXTENSION]
        assert isinstance(relay, Relay)
        return relay

    @property
    def stored(self) -> dict[str, bytes]:
        """Everything in the blob store, by its name there."""
        return stored_parts(self.inside.blobs)

    @property
    def clinic(self) -> ClinicAnnouncement:
        """The clinic as it announces itself in leaf 0 of the directory."""
        announcement = parse_announcement(read_directory(self.browser())[0].signed)
        assert isinstance(announcement, ClinicAnnouncement)
        return announcement

    @property
    def clinic_public(self) -> bytes:
        """The clinic key that people pin, from the operator's own file."""
        return bytes(load_clinic_key(self.settings.clinic_key_path).verify_key)

    def begin_anew(self) -> None:
        """Be as after a first start: no row but the clinic's, no part, and the keys where they were made."""
        empty(self.inside.database)
        empty_store(self.inside.blobs)
        shutil.rmtree(self.settings.keys, ignore_errors=True)
        self.settings.keys.mkdir()
        for name, text in self.keys_of_first_start.items():
            (self.settings.keys / name).write_text(text)
        found_clinic(self.inside)

    def browser(self, **options: Any) -> Browser:
        """Another browser."""
        return Browser(self.app, self.settings.origin, **options)

    def operator(self, *arguments: str, answer: str = "") -> str:
        """Run one of the operator's commands; returns what it prints, fails the test if it fails."""
        result = self.app.test_cli_runner().invoke(args=list(arguments), input=answer)
        assert result.exit_code == 0, (arguments, result.output, result.exception)
        return str(result.output)

    def invite(self) -> str:
        """A fresh invitation for a reviewer."""
        found = re.search(r"#invitation=([A-Za-z0-9_-]{43})&clinic=", self.operator("invite"))
        assert found is not None
        return found[1]

    def member(self, name: str) -> Member:
        """Somebody with a browser and no account yet."""
        return Member(name, self.browser(), self.clock)

    def patient(self, name: str = "Anna") -> Member:
        """An enrolled patient, signed in."""
        member = self.member(name)
        member.enrol()
        return member

    def applicant(self, name: str) -> Reviewer:
        """An enrolled reviewer, signed in, who has not applied yet."""
        reviewer = Reviewer(name, self.browser(), self.clock)
        reviewer.enrol("reviewer", self.invite())
        return reviewer

    def reviewer(self, name: str = "Weber") -> Reviewer:
        """A reviewer whom the clinic has approved, signed in."""
        reviewer = self.applicant(name)
        assert code_of(reviewer.apply()) == "204"
        self.approve(reviewer)
        return reviewer

    def approve(self, reviewer: Reviewer) -> None:
        """The operator approves a reviewer."""
        self.operator("approve", reviewer.account_id, answer="y\n")

    def revoke(self, reviewer: Reviewer) -> None:
        """The operator revokes a reviewer."""
        self.operator("revoke", reviewer.account_id, answer="y\n")

    def case(self, owner: Member) -> OwnedCase:
        """An open case of a patient."""
        case = OwnedCase(owner)
        answer = case.open()
        assert code_of(answer) == "201", code_of(answer)
        return case


def start_relay(folder: Path, database_url: str, clock: Clock, **changed: Any) -> RelayUnderTest:
    """A relay in a folder; `changed` are settings."""
    settings = Settings(
        data=folder,
        keys=changed.pop("keys", folder / "keys"),
        database_url=database_url,
        origin=changed.pop("origin", ORIGIN),
        log_path=changed.pop("log_path", "-"),
        now_ms=clock,
        **changed,
    )
    return RelayUnderTest(create_app(settings), settings, clock)


MakeRelay = Callable[..., RelayUnderTest]
