"""A case with real files of every sort, shared with a reviewer and downloaded as a sealed case file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pydicom
from PIL import Image, ImageDraw
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian, generate_uid
from pypdf import PdfWriter

from reviewer.key_file import make_key_file
from scripts.vectors.author import DAY_MS, START_MS, CaseAuthor, Person
from scripts.vectors.case_file import Members, case_file_members, write_zip
from scripts.vectors.clinic import Clinic
from scripts.vectors.consent import Shared

PASSPHRASE = "blue lantern over the harbour"
NOW_MS = START_MS + DAY_MS
REVIEWER = Person("Weber")

Files = list[tuple[str, str, bytes]]


def picture(form: str = "JPEG", size: tuple[int, int] = (120, 160), mode: str = "RGB") -> bytes:
    """A page with a mark in its upper left corner."""
    image = Image.new(mode, size, "white")
    ImageDraw.Draw(image).rectangle((5, 5, 30, 20), fill="black")
    file = io.BytesIO()
    image.save(file, form)
    return file.getvalue()


def pdf(pages: int = 2, password: str | None = None) -> bytes:
    """A PDF with blank pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def dicom(patient: str = "Doe^Anna", instance: str | None = None) -> bytes:
    """A DICOM file without pixels."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = (
        UID(instance) if instance else generate_uid(entropy_srcs=["second", patient])
    )
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset = FileDataset("ct", {}, file_meta=meta, preamble=b"\x00" * 128)
    dataset.SOPClassUID = CTImageStorage
    dataset.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    dataset.PatientName, dataset.PatientID = patient, "42"
    dataset.StudyInstanceUID = generate_uid(entropy_srcs=["study"])
    dataset.StudyDescription, dataset.StudyDate, dataset.Modality = "CT chest", "20260301", "CT"
    file = io.BytesIO()
    pydicom.dcmwrite(file, dataset, enforce_file_format=True)
    return file.getvalue()


@dataclass
class SealedCase:
    """What a reviewer has: the parts of the case file, and a key file."""

    shared: Shared
    members: Members

    @property
    def data(self) -> bytes:
        """The bytes of the case file."""
        return write_zip(list(self.members.items()))


def seal_case(records: dict[str, Files], *, rotation_degrees: int = 0, question: str = "") -> SealedCase:
    """Seal records (title to files) and share all of them."""
    clinic = Clinic()
    clinic.announce_clinic()
    entry = clinic.announce(REVIEWER)
    author = CaseAuthor(Person("Anna"), "sealed case")
    author.open_case()
    added = [
        author.add_record(title, files, rotation_degrees=rotation_degrees) for title, files in records.items()
    ]
    consent_id = author.give_consent(
        REVIEWER,
        added,
        entry=entry.to_json(),
        announcement_sha256=entry.leaf_sha256,
        proof=clinic.proof(entry),
        private={"question": question},
    )
    shared = Shared(author, clinic, entry, added, consent_id)
    return SealedCase(shared, case_file_members(shared, REVIEWER))


def write_key_file(folder: Path) -> Path:
    """The reviewer's key file, and a file with its passphrase beside it."""
    (folder / "passphrase").write_text(PASSPHRASE + "\n", "utf-8")
    key = make_key_file(
        REVIEWER.account_secret,
        PASSPHRASE,
        envelope_id="ab" * 16,
        argon2_salt=bytes(16),
        envelope_salt=bytes(24),
    )
    path = folder / "weber.second-look-key"
    path.write_bytes(key)
    return path
