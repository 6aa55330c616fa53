"""A patient's story whose every word can be found again: what is typed, what files are called and what is in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import patient_steps as patient
from tests.browser.secrets_of_people import (
    OpenedCase,
    PasskeyListener,
    halves,
    named_words,
    open_account,
    open_case,
)
from tests.fixtures.canaries import byte_samples, files_under
from tests.fixtures.documents import text_pdf
from tests.fixtures.photographs import photograph
from tests.fixtures.report_pages import ReportFacts, pathology_report
from tests.lying_relay.proxy import Exchange

PATIENT = "Annelie Quillfeather"
DIAGNOSIS = "Ductal adenocarcinoma of the pancreatic head"
TITLES = ("Biopsy of Annelie Quillfeather, read in Utrecht", "Letter from Dr. Zylberstein, Marzahn")
SOURCES = ("Pathologisch Instituut Oudegracht", "Praxis am Helene-Weigel-Platz")
QUESTION = (
    "Can the Whipple operation be avoided?\nI am sixty-five and I take Eliquis.\nMobile: +49 171 5550193"
)
LETTER_NAME = "Arztbrief Quillfeather 14.03.1961.pdf"
PHOTO_NAME = "IMG_Leberpunktion_links.jpg"
IN_THE_LETTER = (
    "Insurance number K482019375",
    "Ca 19-9 of 1842 kU/l, obstructive jaundice",
    "Lindenallee 47, 12679 Berlin",
    "Telephone 030 5550142, daughter Hendrikje",
    "FOLFIRINOX, six cycles, dose reduced",
    "Allergic to iodinated contrast medium",
)

CANARIES: dict[str, str] = {
    "patient's name": PATIENT,
    "title of the photographed record": TITLES[0],
    "title of the letter": TITLES[1],
    "place of the biopsy": "Utrecht",
    "hospital of the photographed record": SOURCES[0],
    "practice of the letter": SOURCES[1],
    "physician": "Dr. Zylberstein",
    "file name of the letter": LETTER_NAME,
    "file name of the photo": PHOTO_NAME,
    "date of birth": "14.03.1961",
    "operation in the question": "Whipple operation",
    "medicine in the question": "I take Eliquis",
    "telephone number in the question": "+49 171 5550193",
    "diagnosis in the letter": DIAGNOSIS,
} | {f"line {number} of the letter": line for number, line in enumerate(IN_THE_LETTER, start=1)}


def letter() -> bytes:
    """A PDF whose words stand in it as they are."""
    lines = (DIAGNOSIS, *IN_THE_LETTER)
    shown = b" ".join(b"(%s) Tj 0 -30 Td" % line.encode("cp1252") for line in lines)
    return text_pdf(pages=2, shown=shown)


def photo() -> bytes:
    """A photographed report, as a phone's gallery holds it."""
    return photograph(pathology_report(ReportFacts(patient=PATIENT, diagnosis=DIAGNOSIS)), seed=5)


@dataclass
class SharedStory:
    """What the patient did and what the test knows of it."""

    words: list[str]
    consent_id: str
    screen_lines: list[str]
    reviewer_name: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


def add_two_records(page: Page) -> dict[str, bytes]:
    """Three photographed pages, then a letter and a photo as files. Returns the files by their names."""
    patient.photograph_record(page, 3, title=TITLES[0], source=SOURCES[0], year="2026")
    files = {LETTER_NAME: letter(), PHOTO_NAME: photo()}
    picked = [patient.a_file(name, data) for name, data in files.items()]
    patient.add_files(page, picked, kind="referral-letter", title=TITLES[1], source=SOURCES[1], year="2025")
    patient.expect_stored(page, 2)
    return files


def share_with(page: Page, reviewer_name: str) -> SharedStory:
    """From the first screen to a given consent. The tab needs a passkey device, the browser a camera."""
    patient.enrol(page)
    files = add_two_records(page)
    words = patient.make_sheet(page)
    lines = patient.read_consent(page, reviewer_name, question=QUESTION)
    return SharedStory(words, patient.say_yes(page), lines, reviewer_name, files)


def secrets_of_patient(
    story: SharedStory, listener: PasskeyListener, exchanges: list[Exchange]
) -> tuple[OpenedCase, dict[str, bytes]]:
    """The patient's case, opened, and every secret of account and case by name."""
    account = open_account(exchanges, listener.prf_outputs, " ".join(story.words))
    opened = open_case(exchanges, account.keys)
    secrets = (
        account.named_secrets("the patient") | opened.named_secrets() | listener.named_secrets("the patient")
    )
    return opened, halves(secrets) | named_words(" ".join(story.words))


def pieces_of(opened: OpenedCase) -> dict[str, bytes]:
    """Pieces of everything that was sealed: photos, files, thumbnails."""
    pieces: dict[str, bytes] = {}
    for envelope in opened.envelopes:
        pieces |= byte_samples(f"{envelope.name} ({envelope.place.envelope_id})", envelope.data())
    return pieces


def typed_canaries() -> dict[str, bytes]:
    """Every canary string."""
    return {name: text.encode() for name, text in CANARIES.items()}


def kept_by_relay(data: Path) -> list[tuple[str, bytes]]:
    """Database with its journal, blobs, logs and everything else below the relay's folder: (where, bytes)."""
    return list(files_under(data))
