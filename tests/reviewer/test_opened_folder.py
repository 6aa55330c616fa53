"""What the tool writes: files, merged pages, the index."""

from __future__ import annotations

import struct
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from reviewer.exit_codes import ExitCode
from tests.reviewer.conftest import Run
from tests.reviewer.opened_folder import index_of, nothing_was_written
from tests.reviewer.sealed_case import dicom, pdf, picture, seal_case


def test_opens_every_sort_of_file_to_equal_bytes(run: Run, tmp_path: Path) -> None:
    files = {
        "Biopsy": [
            ("1.jpg", "image/jpeg", picture()),
            ("2.png", "image/png", picture("PNG", mode="RGBA")),
            ("grey.tiff", "image/tiff", picture("TIFF", mode="L")),
        ],
        "Letter": [("letter.pdf", "application/pdf", pdf(3)), ("note.txt", "text/plain", b"hello")],
        "CT": [("a.dcm", "application/dicom", dicom()), ("b", "application/octet-stream", dicom("Roe^Jane"))],
    }
    assert run("open", seal_case(files)) == ExitCode.OK
    index = index_of(tmp_path)
    for record in index["records"]:
        for file, (_, _, data) in zip(record["files"], files[record["title"]], strict=True):
            assert (tmp_path / "out" / file["path"]).read_bytes() == data
    by_title = {record["title"]: record for record in index["records"]}
    assert [each["pages"] for each in by_title["Biopsy"]["files"]] == [1, 1, 1]
    assert [each["pages"] for each in by_title["Letter"]["files"]] == [3, 0]
    assert by_title["CT"]["dicom"][0]["patient_name"] == "Doe^Anna"
    assert by_title["CT"]["dicom"][0]["study"] == "CT chest"
    assert by_title["CT"]["problems"] == ["The DICOM files name different patients."]


def test_merges_pages_with_a_bookmark_for_each_record_and_file(run: Run, tmp_path: Path) -> None:
    case = seal_case(
        {
            "Biopsy": [("1.jpg", "image/jpeg", picture()), ("2.jpg", "image/jpeg", picture())],
            "Letter": [("letter.pdf", "application/pdf", pdf(3))],
        }
    )
    assert run("open", case) == ExitCode.OK
    merged = PdfReader(tmp_path / "out" / "all-pages.pdf")
    assert len(merged.pages) == 5
    outline: list[Any] = merged.outline
    titles = [
        [each["/Title"] for each in level] if isinstance(level, list) else level["/Title"]
        for level in outline
    ]
    assert titles == ["Biopsy", ["1.jpg", "2.jpg"], "Letter", ["letter.pdf"]]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_turns_pages_as_the_record_says_and_leaves_the_file_alone(
    run: Run, tmp_path: Path, degrees: int
) -> None:
    files = [("1.jpg", "image/jpeg", picture()), ("a.pdf", "application/pdf", pdf(1))]
    assert run("open", seal_case({"Scan": files}, rotation_degrees=degrees)) == ExitCode.OK
    merged = PdfReader(tmp_path / "out" / "all-pages.pdf")
    assert [page.rotation for page in merged.pages] == [degrees, degrees]
    written = index_of(tmp_path)["records"][0]["files"][0]["path"]
    assert (tmp_path / "out" / written).read_bytes() == files[0][2]


def test_keeps_and_lists_files_that_have_no_pages(run: Run, tmp_path: Path) -> None:
    damaged_jpeg = picture()[:-200]
    absurd = picture("PNG", (10, 10))
    absurd = absurd[:16] + struct.pack(">II", 100_000, 100_000) + absurd[24:]
    files = {
        "locked.pdf": ("application/pdf", pdf(password="secret"), "The PDF is locked with a password."),
        "damaged.pdf": ("application/pdf", pdf()[:-120][50:], "damaged"),
        "not-a.pdf": ("application/pdf", b"hello", "damaged"),
        "empty.pdf": ("application/pdf", b"", "The file is empty."),
        "no-pages.pdf": ("application/pdf", pdf(0), "The PDF has no pages."),
        "empty.jpg": ("image/jpeg", b"", "The file is empty."),
        "cut.jpg": ("image/jpeg", damaged_jpeg, "damaged"),
        "absurd.png": ("image/png", absurd, ""),
        "broken.dcm": ("application/dicom", b"\x00" * 300, ""),
    }
    case = seal_case({"Odd files": [(name, media, data) for name, (media, data, _) in files.items()]})
    assert run("open", case) == ExitCode.OK
    record = index_of(tmp_path)["records"][0]
    assert len(record["problems"]) >= 8
    for file in record["files"]:
        media, data, sentence = files[file["name"]]
        assert (tmp_path / "out" / file["path"]).read_bytes() == data
        if media != "application/dicom":
            assert file["problem"] is not None
            assert sentence in file["problem"]
    assert not (tmp_path / "out" / "all-pages.pdf").exists()
    assert index_of(tmp_path)["merged_pdf"] is None


def test_disarms_a_pdf_that_would_start_something(run: Run, tmp_path: Path) -> None:
    from io import BytesIO

    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    start = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(start)
    leak = {
        NameObject("/S"): NameObject("/URI"),
        NameObject("/URI"): TextStringObject("https://evil.example/leak"),
    }
    link = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): DictionaryObject(leak)}
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.beep(0)")}
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): DictionaryObject(action)})
    file = BytesIO()
    writer.write(file)
    assert run("open", seal_case({"Letter": [("a.pdf", "application/pdf", file.getvalue())]})) == ExitCode.OK
    merged = (tmp_path / "out" / "all-pages.pdf").read_bytes()
    for needle in (b"/JavaScript", b"/URI", b"evil", b"/OpenAction", b"/AA"):
        assert needle in file.getvalue()
        assert needle not in merged


def test_names_from_people_become_safe_names(run: Run, tmp_path: Path) -> None:
    names = [
        "../../../etc/passwd",
        "a/b\\c.jpg",
        "CON.jpg",
        ".hidden",
        "x" * 255,
        "Łódź бланк 検査.pdf",
        "run me.exe",
        "-",
        "💥",
    ]
    files = [(name, "application/octet-stream", f"{number}".encode()) for number, name in enumerate(names)]
    assert (
        run("open", seal_case({"../up": files, "💥": [("a.html", "text/html", b"<script>")]})) == ExitCode.OK
    )
    inside = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert nothing_was_written(tmp_path) is False
    assert {path.name for path in tmp_path.iterdir()} == {"case.second-look", "configuration", "out"}
    for path in inside:
        assert not path.name.startswith((".", "-"))
        assert path.suffix not in {".exe", ".html"} or path.name == "index.html"
        assert len(path.name.encode()) < 255
    for record in index_of(tmp_path)["records"]:
        for file in record["files"]:
            if file["name"] in names:
                assert (
                    tmp_path / "out" / file["path"]
                ).read_bytes() == f"{names.index(file['name'])}".encode()


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_index_page_has_no_scripts_and_asks_nobody(run: Run, tmp_path: Path) -> None:
    title = "<script>alert(1)</script> \" onload='x' &"
    case = seal_case(
        {title: [("<img src=x onerror=alert(1)>.jpg", "image/jpeg", picture())]},
        question="<iframe src=//evil>",
    )
    assert run("open", case) == ExitCode.OK
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    parser = _Tags()
    parser.feed(page)
    allowed = {
        "html",
        "meta",
        "title",
        "style",
        "h1",
        "h2",
        "p",
        "blockquote",
        "pre",
        "a",
        "section",
        "ul",
        "li",
        "img",
    }
    assert {tag for tag, _ in parser.tags} <= allowed
    for _, attributes in parser.tags:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("href", "src"):
            target = attributes.get(name)
            if target is not None:
                assert (tmp_path / "out" / target).is_file()
    assert "alert(1)&lt;/script&gt;" in page
