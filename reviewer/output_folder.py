"""Writes a checked case into a new folder: all of it, or nothing."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.consent import SharedRecord
from reviewer.dicom_list import DicomFile, is_dicom, problems_among, read_dicom
from reviewer.merged_pdf import MergedPdf
from reviewer.opened_case import OpenedCase
from reviewer.pages import IMAGE_TYPES, PDF_TYPE, PageProblem, make_pages
from reviewer.records import Content
from reviewer.safe_names import safe_stem, safe_suffix

MERGED_NAME = "all-pages.pdf"


@dataclass
class WrittenFile:
    """One file of a record in the folder."""

    path: str
    name: str
    media_type: str
    sha256: str
    size_bytes: int
    rotation_degrees: int = 0
    page_count: int = 0
    problem: str | None = None


@dataclass
class WrittenRecord:
    """One record in the folder."""

    record: SharedRecord
    files: list[WrittenFile] = field(default_factory=list)
    dicom: list[DicomFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass
class WrittenCase:
    """All that was written, for the index."""

    case: OpenedCase
    records: list[WrittenRecord] = field(default_factory=list)
    merged_pages: int = 0


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder beside `target` that gets its name only when everything went well; otherwise it is gone."""
    if target.exists() or target.is_symlink():
        raise FileExistsError(f"{target} is there already")
    work = target.parent / f".{target.name}.{secrets.token_hex(6)}.unfinished"
    work.mkdir(mode=0o700)
    try:
        yield work
        work.rename(target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def write_records(case: OpenedCase, folder: Path) -> WrittenCase:
    """Decrypt every record into `folder`, verify all of it, and merge what has pages."""
    written = WrittenCase(case)
    merged = MergedPdf()
    pages_folder = folder / "pages"
    pages_folder.mkdir()
    in_order_of_addition = sorted(case.consent.records, key=lambda record: record.sequence)
    for number, record in enumerate(in_order_of_addition, start=1):
        written.records.append(_write_record(case, record, number, folder, merged))
    written.merged_pages = merged.write(folder / MERGED_NAME)
    shutil.rmtree(pages_folder)
    return written


def _write_record(
    case: OpenedCase, record: SharedRecord, number: int, folder: Path, merged: MergedPdf
) -> WrittenRecord:
    details = record.details
    written = WrittenRecord(record)
    record_folder = f"records/{number:02d}-{safe_stem(details.title, 'record')}"
    (folder / record_folder).mkdir(parents=True)
    merged.begin_record(details.title)
    for position, content in enumerate(details.contents, start=1):
        stem = safe_stem(content.name.rpartition(".")[0] or content.name, "file")
        name = f"{position:03d}-{stem}{safe_suffix(content.name, content.media_type)}"
        path = f"{record_folder}/{name}"
        _write_content(case, record, content, folder / path)
        file = WrittenFile(
            path,
            content.name,
            content.media_type,
            content.sha256,
            content.size_bytes,
            content.rotation_degrees,
        )
        written.files.append(file)
        if is_dicom(folder / path, content.media_type):
            written.dicom.append(read_dicom(folder / path, path))
        elif content.media_type == PDF_TYPE or content.media_type in IMAGE_TYPES:
            _merge(file, content, folder, f"{number:04d}-{position:04d}", merged)
    written.problems = [f"{file.name}: {file.problem}" for file in written.files if file.problem]
    for dicom in written.dicom:
        written.problems += [f"{dicom.path.rpartition('/')[2]}: {problem}" for problem in dicom.problems]
    written.problems += problems_among(written.dicom)
    return written


def _write_content(case: OpenedCase, record: SharedRecord, content: Content, path: Path) -> None:
    with open(path, "xb", opener=_private_opener) as target:
        case.write_content(record, content, target.write)
    case.verify_beside(record, content)


def _private_opener(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _merge(file: WrittenFile, content: Content, folder: Path, pages_name: str, merged: MergedPdf) -> None:
    pages = folder / "pages" / f"{pages_name}.pdf"
    try:
        file.page_count = make_pages(folder / file.path, content.media_type, content.rotation_degrees, pages)
        if not merged.has_room_for(pages):
            raise PageProblem("The merged PDF is full; this file stands beside it.")
    except PageProblem as problem:
        file.page_count, file.problem = 0, str(problem)
        return
    merged.add(content.name, pages)
