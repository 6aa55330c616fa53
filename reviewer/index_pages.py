"""index.html and index.json of an opened case: self-contained, escaped, without scripts."""

from __future__ import annotations

import datetime as dt
import json
from html import escape
from typing import Any
from urllib.parse import quote

from reviewer.dicom_list import DicomFile
from reviewer.output_folder import MERGED_NAME, WrittenCase, WrittenFile, WrittenRecord
from server.crypto.words import six_words

_SHOWN_IMAGES = frozenset(("image/jpeg", "image/png", "image/webp"))

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2b33; --paper: #fbfaf7; --line: #d9d5cb; --calm: #2f6f73; --warn: #9a4b12 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ea; --paper: #14191c; --line: #384349; --calm: #7fc4c5; --warn: #f0a868 }
}
body { margin: 0 auto; max-inline-size: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, sans-serif }
h1 { font-size: 1.6rem; margin-block-end: .25rem } h2 { font-size: 1.2rem; margin: 0 }
a { color: var(--calm) } .quiet { opacity: .75; font-size: .95rem } pre { white-space: pre-wrap; font: inherit }
section { border-block-start: 1px solid var(--line); padding-block: 1.25rem }
.problem { color: var(--warn) } table { border-collapse: collapse; inline-size: 100%; font-size: .9rem }
td, th { text-align: start; padding: .25rem .75rem .25rem 0; border-block-end: 1px solid var(--line) }
ul.files { list-style: none; padding: 0; display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)) }
ul.files li { overflow-wrap: anywhere }
img { inline-size: 13rem; block-size: 13rem; object-fit: contain; display: block; margin-block-end: .25rem }
blockquote { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 4px solid var(--calm) }
"""


def _day(time_ms: int) -> str:
    return dt.datetime.fromtimestamp(time_ms / 1000, dt.UTC).strftime("%Y-%m-%d")


def index_json(written: WrittenCase) -> str:
    """The same as index.html, for programs."""
    consent = written.case.consent
    clinic = written.case.directory.clinic
    value = {
        "case_id": written.case.case_id,
        "clinic": {"name": clinic.name, "words": list(six_words(clinic.clinic_public))},
        "consent_id": consent.given.consent_id,
        "ends_at_ms": consent.given.ends_at_ms,
        "given_ms": consent.given_ms,
        "merged_pdf": {"pages": written.merged_pages, "path": MERGED_NAME} if written.merged_pages else None,
        "patient": {
            "account_id": written.case.owner.account_id,
            "words": list(six_words(bytes.fromhex(written.case.owner.account_id))),
        },
        "question": consent.question,
        "records": [_record_json(record) for record in written.records],
        "reviewer": {"account_id": consent.reviewer.account_id, "name": consent.reviewer.name},
    }
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _record_json(record: WrittenRecord) -> dict[str, Any]:
    details = record.record.details
    return {
        "date": details.date,
        "dicom": [
            {"path": each.path, "problems": list(each.problems), **each.values} for each in record.dicom
        ],
        "files": [_file_json(file) for file in record.files],
        "kind": details.kind,
        "problems": record.problems,
        "record_id": details.record_id,
        "source": details.source,
        "title": details.title,
    }


def _file_json(file: WrittenFile) -> dict[str, Any]:
    return {
        "media_type": file.media_type,
        "name": file.name,
        "pages": file.page_count,
        "path": file.path,
        "problem": file.problem,
        "rotation_degrees": file.rotation_degrees,
        "sha256": file.sha256,
        "size_bytes": file.size_bytes,
    }


def index_html(written: WrittenCase) -> str:
    """The page that the reviewer opens first."""
    consent = written.case.consent
    words = " ".join(six_words(bytes.fromhex(written.case.owner.account_id)))
    question = f"<blockquote><pre>{escape(consent.question)}</pre></blockquote>" if consent.question else ""
    merged = ""
    if written.merged_pages:
        pages = f"{written.merged_pages} pages" if written.merged_pages > 1 else "1 page"
        merged = f'<p><a href="{MERGED_NAME}">All pages in one PDF</a> ({pages})</p>'
    problems = sum(len(record.problems) for record in written.records)
    warning = f'<p class="problem">Problems listed below: {problems}.</p>' if problems else ""
    body = "\n".join(_section(record) for record in written.records)
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>Records for {escape(consent.reviewer.name)}</title>
<style>{_STYLE}</style>
<h1>Records for {escape(consent.reviewer.name)}</h1>
<p class="quiet">{escape(written.case.directory.clinic.name)} · given {_day(consent.given_ms)}, until
{_day(consent.given.ends_at_ms)} · the patient's words: {escape(words)}</p>
{question}
{merged}
{warning}
{body}
</html>
"""


def _section(record: WrittenRecord) -> str:
    details = record.record.details
    facts = [details.kind.replace("-", " "), details.date or "no date", details.source]
    line = " · ".join(escape(fact) for fact in facts if fact)
    problems = "".join(f'<p class="problem">{escape(problem)}</p>' for problem in record.problems)
    files = "".join(_file_item(file) for file in record.files)
    return (
        f'<section><h2 dir="auto">{escape(details.title)}</h2><p class="quiet">{line}</p>{problems}'
        f'<ul class="files">{files}</ul>{_dicom_table(record.dicom)}</section>'
    )


def _file_item(file: WrittenFile) -> str:
    address = quote(file.path)
    picture = ""
    if file.media_type in _SHOWN_IMAGES and file.problem is None:
        turned = f' style="rotate:{file.rotation_degrees}deg"' if file.rotation_degrees else ""
        picture = f'<img src="{address}" alt="" loading="lazy"{turned}>'
    return f'<li><a href="{address}">{picture}{escape(file.name)}</a></li>'


def _dicom_table(files: list[DicomFile]) -> str:
    if not files:
        return ""
    names = ("patient_name", "birth_date", "study_date", "study", "series", "modality", "instance_number")
    head = "".join(f"<th>{name.replace('_', ' ')}</th>" for name in names)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(file.values.get(name, ''))}</td>" for name in names) + "</tr>"
        for file in files
    )
    return f"<table><tr>{head}</tr>{rows}</table>"
