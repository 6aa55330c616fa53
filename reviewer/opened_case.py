"""A case file with everything in it checked, and its contents decrypted as they are asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from reviewer.case_file import CaseFile
from reviewer.consent import CheckedConsent, SharedRecord, check_consent, verify_chain
from reviewer.envelope import Place, open_referenced
from reviewer.keys import AccountKeys
from reviewer.records import Content, SealedPart
from server.crypto.directory_log import Directory, verify_directory
from server.crypto.envelope_layout import parts_digest
from server.crypto.errors import FailureClass, require
from server.crypto.identity import Identity

Write = Callable[[bytes], object]


@dataclass(frozen=True)
class OpenedCase:
    """What the checks of spec/consent.md section 2, steps 1 to 6, leave in hand."""

    file: CaseFile
    owner: Identity
    consent: CheckedConsent
    directory: Directory

    @property
    def case_id(self) -> str:
        """The case, hex."""
        return self.file.manifest.case_id

    def write_content(self, record: SharedRecord, content: Content, write: Write) -> None:
        """Step 7 for one content: digest, chunks, stated size and SHA-256 (`envelope-digest`).

        `write` gets authenticated data before all of it is known to be right: when this raises, drop it.
        """
        whole = hashlib.sha256()
        size_bytes = 0

        def take(data: bytes) -> None:
            nonlocal size_bytes
            whole.update(data)
            size_bytes += len(data)
            write(data)

        self._open_part(record, content.sealed, take)
        same = size_bytes == content.size_bytes and whole.hexdigest() == content.sha256
        require(same, FailureClass.ENVELOPE_DIGEST, "data of another size or hash than the record says")

    def verify_beside(self, record: SharedRecord, content: Content) -> None:
        """The text and the thumbnail open, too; the tool does not use them."""
        for part in content.beside:
            self._open_part(record, part, lambda _: None)

    def _open_part(self, record: SharedRecord, part: SealedPart, write: Write) -> None:
        reference = record.references[part.envelope_id]
        hashes = self.file.part_hashes(part.envelope_id)
        same = parts_digest([hashes]) == reference.parts_sha256
        require(same, FailureClass.ENVELOPE_DIGEST, "part hashes that do not lead to the digest")
        same_size = self.file.envelope_size_bytes(part.envelope_id) == reference.size_bytes
        require(same_size, FailureClass.ENVELOPE_DIGEST, "an envelope of another size")
        place = Place(self.case_id, part.envelope_id, part.purpose)
        open_referenced(
            part.content_key, place, reference, self.file.envelope_pieces(part.envelope_id), write
        )


def open_case(file: CaseFile, keys: AccountKeys, clinic_public: bytes, now_ms: int) -> OpenedCase | None:
    """Check chain, directory and consent of a case file. None when it is not for this account.

    `clinic_public` is the clinic's key that the person knows; what the file says of itself proves nothing.
    """
    manifest = file.manifest
    if manifest.account_id != keys.account_id:
        return None
    require(manifest.clinic_public == clinic_public, FailureClass.CLINIC, "another clinic than the one known")
    chain = verify_chain(manifest.case_id, file.statements())
    directory = verify_directory(clinic_public, file.checkpoint(), file.directory_entries())
    consent = check_consent(keys, chain, manifest.consent_id, directory, now_ms)
    if consent is None or chain.state.owner is None:
        return None
    named = {envelope_id for record in consent.records for envelope_id in record.references}
    require(named >= file.envelope_ids, FailureClass.CONSENT_SCOPE, "an envelope beyond the consent")
    require(named <= file.envelope_ids, FailureClass.ENCODING, "an envelope is missing")
    return OpenedCase(file, chain.state.owner, consent, directory)


def verify_contents(case: OpenedCase) -> int:
    """Open all that is sealed without keeping anything; returns how many data bytes there are."""
    total_bytes = 0
    for record in case.consent.records:
        for content in record.details.contents:
            case.write_content(record, content, lambda _: None)
            case.verify_beside(record, content)
            total_bytes += content.size_bytes
    return total_bytes
