"""The tool, run as a person runs it."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import reviewer.main
from reviewer.exit_codes import ExitCode
from scripts.vectors.author import DAY_MS, START_MS, Person
from scripts.vectors.case_file import case_file_members, write_zip
from scripts.vectors.clinic import Clinic
from server.crypto.encoding import write_canonical_json
from server.crypto.words import six_words
from tests.reviewer.conftest import Run
from tests.reviewer.sealed_case import NOW_MS, REVIEWER, SealedCase, dicom, pdf, picture, seal_case


def _small_case() -> SealedCase:
    return seal_case(
        {"Biopsy report": [("page 1.jpg", "image/jpeg", picture())]}, question="Is it <b>bad</b>?"
    )


def _index(tmp_path: Path) -> dict[str, Any]:
    index: dict[str, Any] = json.loads((tmp_path / "out" / "index.json").read_text("utf-8"))
    return index


def _nothing_was_written(tmp_path: Path) -> bool:
    """Only what the test itself put there: the case file, and perhaps the configuration."""
    return {path.name for path in tmp_path.iterdir()} <= {"case.second-look", "configuration"}


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
    index = _index(tmp_path)
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
    written = _index(tmp_path)["records"][0]["files"][0]["path"]
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
    record = _index(tmp_path)["records"][0]
    assert len(record["problems"]) >= 8
    for file in record["files"]:
        media, data, sentence = files[file["name"]]
        assert (tmp_path / "out" / file["path"]).read_bytes() == data
        if media != "application/dicom":
            assert file["problem"] is not None
            assert sentence in file["problem"]
    assert not (tmp_path / "out" / "all-pages.pdf").exists()
    assert _index(tmp_path)["merged_pdf"] is None


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
    assert _nothing_was_written(tmp_path) is False
    assert {path.name for path in tmp_path.iterdir()} == {"case.second-look", "configuration", "out"}
    for path in inside:
        assert not path.name.startswith((".", "-"))
        assert path.suffix not in {".exe", ".html"} or path.name == "index.html"
        assert len(path.name.encode()) < 255
    for record in _index(tmp_path)["records"]:
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


def test_folder_is_private_and_no_unfinished_one_is_left(run: Run, tmp_path: Path) -> None:
    assert run("open", _small_case()) == ExitCode.OK
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.glob(".*unfinished")) == []
    assert not (tmp_path / "out" / "pages").exists()


def test_an_existing_folder_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run("open", _small_case()) == ExitCode.OUTPUT
    assert list((tmp_path / "out").iterdir()) == []


def test_verify_writes_nothing(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", _small_case()) == ExitCode.OK
    assert "Everything holds: 1 record," in capsys.readouterr().out
    assert _nothing_was_written(tmp_path)


def test_inspect_shows_only_what_everybody_can_see(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    case = _small_case()
    assert run("inspect", case) == ExitCode.OK
    shown = capsys.readouterr().out
    assert case.shared.author.case_id in shown
    assert " ".join(six_words(bytes.fromhex(REVIEWER.account_id))) in shown
    for secret in ("Biopsy", "page 1", "bad", "Weber"):
        assert secret not in shown


def test_first_case_needs_the_clinic_to_be_named_and_it_is_remembered(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = _small_case()
    assert run("verify", case, clinic=None) == ExitCode.USAGE
    assert " ".join(six_words(Clinic().clinic_public)) in capsys.readouterr().err
    assert run("verify", case, clinic="zoo zoo zoo zoo zoo zoo") == ExitCode.OTHER_CLINIC
    assert run("verify", case, clinic=None) == ExitCode.USAGE
    assert run("verify", case) == ExitCode.OK
    assert run("verify", case, clinic=None) == ExitCode.OK
    remembered = next((tmp_path / "configuration").rglob("clinic-of-*"))
    assert remembered.stat().st_mode & 0o022 == 0


def test_another_clinic_than_the_remembered_one_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("verify", _small_case()) == ExitCode.OK
    other = _small_case()
    foreign = Clinic("another clinic")
    foreign.announce_clinic()
    foreign.announce(REVIEWER)
    other.shared.clinic = foreign
    members = case_file_members(other.shared, REVIEWER)
    assert run("open", write_zip(list(members.items())), clinic=None) == ExitCode.OTHER_CLINIC
    assert _nothing_was_written(tmp_path)


def test_a_case_for_another_account_is_not_for_this_key(run: Run, tmp_path: Path) -> None:
    case = _small_case()
    members = case_file_members(case.shared, Person("Somebody else"))
    assert run("open", write_zip(list(members.items()))) == ExitCode.NOT_FOR_THIS_KEY
    assert _nothing_was_written(tmp_path)


def test_an_ended_consent_opens_nothing(run: Run, clock: Callable[[int], None], tmp_path: Path) -> None:
    clock(START_MS + 60 * DAY_MS)
    assert run("open", _small_case()) == ExitCode.NOT_LIVE
    assert _nothing_was_written(tmp_path)


def test_a_withdrawn_consent_opens_nothing(run: Run, tmp_path: Path) -> None:
    case = _small_case()
    case.shared.author.withdraw(case.shared.consent_id)
    members = case_file_members(case.shared, REVIEWER)
    assert run("open", write_zip(list(members.items()))) == ExitCode.NOT_LIVE
    assert _nothing_was_written(tmp_path)


def test_a_wrong_passphrase_says_so(run: Run, key_path: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("another passphrase", "utf-8")
    case_path = tmp_path / "case.second-look"
    case_path.write_bytes(_small_case().data)
    code = reviewer.main.main(
        ["verify", str(case_path), "--key", str(key_path), "--passphrase-file", str(wrong)]
    )
    assert code == ExitCode.KEY_FILE


def test_the_passphrase_is_asked_for_without_echo(
    run: Run, key_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("verify", _small_case()) == ExitCode.OK
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return (key_path.parent / "passphrase").read_text("utf-8").strip()

    monkeypatch.setattr("getpass.getpass", answer)
    assert (
        reviewer.main.main(["verify", str(tmp_path / "case.second-look"), "--key", str(key_path)])
        == ExitCode.OK
    )
    assert len(asked) == 1


@pytest.mark.parametrize("arguments", [[], ["open"], ["open", "x"], ["nonsense"], ["verify", "x", "--key"]])
def test_wrong_use_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert reviewer.main.main(arguments) == ExitCode.USAGE
    assert "usage" in capsys.readouterr().err


def test_a_missing_file_is_said(tmp_path: Path, key_path: Path) -> None:
    passphrase = str(key_path.parent / "passphrase")
    missing = str(tmp_path / "none.second-look")
    assert (
        reviewer.main.main(["verify", missing, "--key", str(key_path), "--passphrase-file", passphrase])
        == ExitCode.OUTPUT
    )


def test_another_version_is_said_to_be_one(run: Run) -> None:
    case = _small_case()
    members = case.members | {
        "manifest.json": case.members["manifest.json"].replace(b'"v":1', b'"v":2'),
    }
    assert run("verify", write_zip(list(members.items()))) == ExitCode.UNKNOWN_FORM


def _places(data: bytes) -> list[int]:
    """Offsets in every structure of the case file, and a sample of all others."""
    chosen = random.Random(20261124)
    central = data.index(b"PK\x01\x02")
    directory = range(central, central + 46 + 13)
    first_header = range(30 + 13 + 40)
    end = range(len(data) - 22, len(data))
    return [*first_header, *directory, *end, *(chosen.randrange(len(data)) for _ in range(150))]


def test_a_changed_byte_anywhere_leaves_no_output(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _small_case().data
    assert run("open", data) == ExitCode.OK
    (tmp_path / "out").rename(tmp_path / "configuration" / "kept")
    secret = REVIEWER.account_secret
    monkeypatch.setattr(
        reviewer.main, "open_key_file", lambda *_: secret
    )  # Only argon2id's half second is left out.
    unnoticed = []
    for offset in _places(data):
        for mask in (0x01, 0x80):
            changed = bytearray(data)
            changed[offset] ^= mask
            code = run("open", bytes(changed))
            if code == ExitCode.OK or not _nothing_was_written(tmp_path):
                unnoticed.append((offset, mask, code))
    assert unnoticed == []


def test_a_changed_digit_that_no_signature_covers_is_found_too(run: Run, tmp_path: Path) -> None:
    data = _small_case().data
    honest = f'"created_ms":{START_MS}'.encode()
    assert run("open", data.replace(honest, f'"created_ms":{START_MS + 1}'.encode())) == ExitCode.TAMPERED
    assert _nothing_was_written(tmp_path)


def test_a_cut_anywhere_leaves_no_output(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = _small_case().data
    monkeypatch.setattr(reviewer.main, "open_key_file", lambda *_: REVIEWER.account_secret)
    for length in (0, 1, 21, 22, 100, len(data) // 2, len(data) - 22, len(data) - 1):
        assert run("open", data[:length]) == ExitCode.TAMPERED
        assert _nothing_was_written(tmp_path)


def test_damage_after_the_first_files_were_written_takes_them_back(run: Run, tmp_path: Path) -> None:
    case = seal_case({"Many": [(f"{number}.txt", "text/plain", bytes(20_000)) for number in range(5)]})
    files = case.shared.records[0].files
    name = f"envelopes/{files[4].content['envelope_id']}"
    sealed = bytearray(case.members[name])
    sealed[-1] ^= 1
    members = case.members | {name: bytes(sealed)}
    assert run("open", write_zip(list(members.items()))) == ExitCode.TAMPERED
    assert _nothing_was_written(tmp_path)


def test_a_directory_that_held_back_an_entry_is_refused(run: Run) -> None:
    case = _small_case()
    entries = case.shared.clinic.entries_json()[:1]
    members = case.members | {"directory/entries.json": write_canonical_json({"entries": entries, "v": 1})}
    assert run("verify", write_zip(list(members.items()))) == ExitCode.TAMPERED


def test_now_is_the_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: NOW_MS * 1_000_000)
    assert reviewer.main._now_ms() == NOW_MS
