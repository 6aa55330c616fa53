"""What happens by itself: consents end, and what nobody needs any more is deleted.

Every worker has one thread that looks every five minutes, so no process or timer of its own has to be set up and
watched. Each step is one transaction that may run anywhere, twice, or at the same time in several workers. A
consent's end does not wait for it: whoever reads is checked against the time, and a case's consents are ended
before its statements or receipts are answered.
"""

from __future__ import annotations

import contextlib
import threading
import time

import structlog
from sqlalchemy import Connection

from server.clinic_log import last_clinic
from server.crypto.receipts import Reason, Receipt, make_receipt
from server.logs import name_of_error
from server.relay import Relay
from server.store import accounts, cases, consents, envelopes, rate_buckets, sessions
from server.store.blobs.blob_store import StorageUnreachableError
from server.store.consents import Consent

LOOK_EVERY_SECONDS = 300
HOUR_MS = 60 * 60 * 1000
DAY_MS = 24 * HOUR_MS
ABANDONED_ACCOUNT_MS = DAY_MS
ABANDONED_ENVELOPE_MS = 30 * DAY_MS
RATE_BUCKET_MS = HOUR_MS
# A crash between the database and the blob store leaves bytes that nothing names; for so long they are looked for.
DELETED_AGAIN_MS = 2 * DAY_MS


def start(relay: Relay, logger: structlog.typing.FilteringBoundLogger) -> None:
    """Start this process's thread. It ends with the process."""

    def keep_house() -> None:
        while True:
            run_once(relay, logger)
            time.sleep(LOOK_EVERY_SECONDS)

    threading.Thread(target=keep_house, name="housekeeping", daemon=True).start()


def run_once(relay: Relay, logger: structlog.typing.FilteringBoundLogger) -> None:
    """Do all that is due. A step that fails is logged, and tried again the next time."""
    for step in (end_consents, forget_visits, delete_abandoned, delete_again, delete_unused_cases, empty_log):
        try:
            step(relay)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other steps are due too
            _log_failure(logger, error)


def _log_failure(logger: structlog.typing.FilteringBoundLogger, error: Exception) -> None:
    logger.error("housekeeping failed", error=name_of_error(error))


def end_consents(relay: Relay, case_id: str | None = None) -> None:
    """Delete stanza and private part of the consents that are over, and sign a receipt for each."""
    now_ms = relay.now_ms()
    with relay.database.reading() as connection:
        if not consents.over_and_not_deleted(connection, now_ms, case_id):
            return
    with relay.database.writing() as connection:
        over = consents.over_and_not_deleted(connection, now_ms, case_id)
        for consent in over:
            destroy(connection, relay, consent)
        unneeded = [
            envelope_id
            for ended in sorted({consent.case_id for consent in over})
            for envelope_id in envelopes.delete_unneeded_of_case(connection, ended, now_ms)
        ]
    delete_bytes(relay, unneeded)


def destroy(connection: Connection, relay: Relay, consent: Consent) -> None:
    """Delete stanza and private part of a consent that is withdrawn or over, and keep the signed receipt."""
    now_ms = relay.now_ms()
    reason: Reason = "ended" if consent.withdrawn_ms is None else "withdrawn"
    receipt = Receipt(consent.case_id, consent.consent_id, reason, now_ms)
    signed = make_receipt(receipt, lambda message: relay.keys.receipt.sign(message).signature)
    consents.destroy(connection, consent, now_ms, signed.signed, signed.signature)


def delete_bytes(relay: Relay, envelope_ids: list[str]) -> None:
    """Delete the sealed bytes of envelopes, after the database has committed that they are gone."""
    # What can't be deleted now is deleted by `delete_again`; nobody waits for a store that does not answer.
    with contextlib.suppress(StorageUnreachableError):
        for envelope_id in envelope_ids:
            relay.blobs.delete_envelope(envelope_id)


def forget_visits(relay: Relay) -> None:
    """Delete sessions and challenges that are over, and the traces of rate limits."""
    now_ms = relay.now_ms()
    with relay.database.writing() as connection:
        sessions.delete_over(connection, now_ms)
        rate_buckets.delete_older(connection, now_ms - RATE_BUCKET_MS)


def delete_abandoned(relay: Relay) -> None:
    """Delete accounts that nobody can sign in to, and envelopes that never became part of a record."""
    now_ms = relay.now_ms()
    with relay.database.writing() as connection:
        accounts.delete_abandoned(connection, now_ms - ABANDONED_ACCOUNT_MS, now_ms)
        envelopes.delete_abandoned(connection, now_ms - ABANDONED_ENVELOPE_MS, now_ms)


def delete_again(relay: Relay) -> None:
    """Delete the sealed bytes that are left of envelopes which were deleted a while ago."""
    with relay.database.reading() as connection:
        envelope_ids = envelopes.deleted_since(connection, relay.now_ms() - DELETED_AGAIN_MS)
    failed: StorageUnreachableError | None = None
    for envelope_id in envelope_ids:
        with relay.database.writing() as connection:
            # Under the lock of its row: an abandoned envelope can be announced again, and its new parts must stay.
            envelope = envelopes.find(connection, envelope_id, lock=True)
            if envelope is None or envelope.deleted_ms is None:
                continue
            try:
                relay.blobs.delete_envelope(envelope_id)
            except StorageUnreachableError as error:
                failed = error
    if failed is not None:
        raise failed


def delete_unused_cases(relay: Relay) -> None:
    """Delete the cases that the owner has not used for the retention time, with all that belongs to them."""
    now_ms = relay.now_ms()
    with relay.database.reading() as connection:
        # As the clinic last announced it, signed: what patients were told, and no setting of today.
        before_ms = now_ms - last_clinic(connection).retention_days * DAY_MS
        unused = cases.unused_since(connection, before_ms, now_ms)
    for case_id in unused:
        with relay.database.writing() as connection:
            # It may have been used, or deleted by another relay, meanwhile; from here on it is locked.
            if case_id not in cases.unused_since(connection, before_ms, now_ms, case_id):
                continue
            # Bytes first: after a crash, or without the store, the case is still found here the next time.
            for envelope_id in envelopes.ids_of_case(connection, case_id):
                relay.blobs.delete_envelope(envelope_id)
            cases.delete_whole(connection, case_id)


def empty_log(relay: Relay) -> None:
    """Let nothing that was deleted linger in the database's log."""
    relay.database.empty_log()
