"""The operator's commands: `flask --app wsgi <command>` (docs/operations.md)."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from flask import Flask
from flask.cli import with_appcontext
from nacl.signing import SigningKey

from server.clinic_log import append, clinic_announcement, last_clinic, sign_entry
from server.crypto.announcements import ClinicAnnouncement, ReviewerAnnouncement, parse_announcement
from server.crypto.encoding import JsonValue, write_canonical_json
from server.crypto.words import six_words
from server.invitations import VALID_DAYS, make_invitation, patients_link
from server.key_files import KeyFileError, load_clinic_key
from server.relay import Relay, this_relay
from server.store import directory
from server.store.directory import Application

LONGEST_REASON = 500


def install(app: Flask) -> None:
    """Add the commands."""
    for command in (invite, reviewers, approve, revoke, clinic, announce):
        app.cli.add_command(command)


@click.command()
@with_appcontext
def invite() -> None:
    """Print a link for one new reviewer."""
    relay = this_relay()
    click.echo(make_invitation(relay, _clinic(relay).clinic_public))
    click.echo(
        f"It serves once, within {VALID_DAYS} days. Send it to the reviewer in a way that you trust.",
        err=True,
    )


@click.command()
@with_appcontext
def reviewers() -> None:
    """List everybody who asked to be a reviewer."""
    with this_relay().database.reading() as connection:
        found = directory.applications(connection)
    for application in found:
        announcement = _announcement(application)
        click.echo(
            f"{application.state:9}{announcement.account_id}  {announcement.name}, {announcement.specialty}"
        )
        click.echo(f"         words: {_words(announcement.account_id)}")
    if not found:
        click.echo("Nobody has asked yet. `flask --app wsgi invite` prints a link for a reviewer.")


@click.command()
@click.argument("account_id")
@with_appcontext
def approve(account_id: str) -> None:
    """Put a reviewer into the directory, after you have compared the six words by telephone."""
    relay = this_relay()
    application = _application(relay, account_id)
    if application.state != "waiting":
        raise click.ClickException(f"This reviewer is {application.state} already.")
    announcement = _announcement(application)
    if announcement.valid_to_ms <= relay.now_ms():
        raise click.ClickException(
            "The time that the reviewer asked for is over. Ask the reviewer to apply again."
        )
    _show(announcement)
    click.confirm(
        "Call the reviewer, on a number that you know. Do both of you see these six words?", abort=True
    )
    entry = sign_entry(_clinic_key(relay), application.signed, application.reviewer_signature)
    with relay.database.writing() as connection:
        directory.lock_log(connection)
        # What is signed is what was shown, even if the reviewer sent something else meanwhile.
        if directory.application(connection, account_id) != application:
            raise click.ClickException(
                "The reviewer has just changed the application. Please look at it again."
            )
        append(relay, connection, entry)
        directory.set_application_state(connection, account_id, "approved", relay.now_ms())
    click.echo(f"{announcement.name} is in the directory now.")


@click.command()
@click.argument("account_id")
@click.option("--reason", default="", help="a sentence that everybody may read")
@with_appcontext
def revoke(account_id: str, reason: str) -> None:
    """Take a reviewer out: nobody can choose the reviewer any more."""
    relay = this_relay()
    application = _application(relay, account_id)
    if application.state != "approved":
        raise click.ClickException("This reviewer is not in the directory.")
    if len(reason) > LONGEST_REASON:
        raise click.ClickException(f"The reason may have {LONGEST_REASON} letters.")
    _show(_announcement(application))
    click.confirm("Take this reviewer out of the directory? The entry stays readable for ever.", abort=True)
    revocation: JsonValue = {
        "account_id": account_id,
        "reason": reason,
        "time_ms": relay.now_ms(),
        "type": "revocation",
        "v": 1,
    }
    entry = sign_entry(_clinic_key(relay), write_canonical_json(revocation))
    with relay.database.writing() as connection:
        directory.lock_log(connection)
        append(relay, connection, entry)
        directory.set_application_state(connection, account_id, "revoked", relay.now_ms())
    click.echo("Done. Consents that were given before end on their own day; tell the patients.")


@click.command()
@with_appcontext
def clinic() -> None:
    """Print what belongs on the clinic's paper: the patients' link and the six words."""
    relay = this_relay()
    announced = _clinic(relay)
    click.echo(announced.name)
    click.echo(patients_link(relay, announced.clinic_public))
    click.echo(f"The clinic's six words: {' '.join(six_words(announced.clinic_public))}")


@click.command()
@with_appcontext
def announce() -> None:
    """Announce the clinic's name, address and storage time again, as the settings have them now."""
    relay = this_relay()
    key = _clinic_key(relay)
    announcement = clinic_announcement(relay, key, _clinic(relay).log_origin)
    with relay.database.writing() as connection:
        directory.lock_log(connection)
        append(relay, connection, sign_entry(key, announcement))
    click.echo("Done.")


def _clinic(relay: Relay) -> ClinicAnnouncement:
    with relay.database.reading() as connection:
        return last_clinic(connection)


def _clinic_key(relay: Relay) -> SigningKey:
    """The clinic key, for this one command. It must be the one that patients know."""
    try:
        key = load_clinic_key(relay.settings.clinic_key_path)
    except KeyFileError as error:
        raise click.ClickException(str(error)) from None
    if bytes(key.verify_key) != _clinic(relay).clinic_public:
        raise click.ClickException(f"{relay.settings.clinic_key_path} is another clinic's key.")
    return key


def _application(relay: Relay, account_id: str) -> Application:
    with relay.database.reading() as connection:
        application = directory.application(connection, account_id)
    if application is None:
        raise click.ClickException("No such reviewer. `flask --app wsgi reviewers` lists them.")
    return application


def _announcement(application: Application) -> ReviewerAnnouncement:
    announcement = parse_announcement(application.signed)
    if isinstance(announcement, ReviewerAnnouncement):
        return announcement
    raise LookupError("an application that is no reviewer's announcement was stored")


def _show(announcement: ReviewerAnnouncement) -> None:
    click.echo(f"name:      {announcement.name}")
    click.echo(f"specialty: {announcement.specialty}")
    click.echo(f"titles:    {announcement.credentials}")
    click.echo(f"languages: {', '.join(announcement.languages)}")
    click.echo(f"listed:    {_day(announcement.valid_from_ms)} to {_day(announcement.valid_to_ms)}")
    click.echo(f"words:     {_words(announcement.account_id)}")


def _words(account_id: str) -> str:
    return " ".join(six_words(bytes.fromhex(account_id)))


def _day(time_ms: int) -> str:
    return datetime.fromtimestamp(time_ms / 1000, UTC).date().isoformat()
