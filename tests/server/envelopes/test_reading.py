"""An envelope is read whole or by range, when it is complete, by those who may."""

from __future__ import annotations

from typing import Any

import pytest

from tests.server.browser import code_of
from tests.server.envelopes.begun import begin
from tests.server.owned_case import OwnedCase, Upload
from tests.server.relay_under_test import RelayUnderTest


def test_an_envelope_is_read_only_when_it_is_complete(case: OwnedCase, upload: Upload) -> None:
    upload.put(0)
    for path in (upload.path, f"{upload.path}/parts"):
        assert code_of(case.owner.browser.get(path)) == "404 not-found"


def test_a_record_names_only_complete_envelopes_of_its_own_case(
    relay: RelayUnderTest, case: OwnedCase
) -> None:
    record = case.write_record(b"page")
    entry = case.author.entries[-1]
    assert code_of(case.send(entry)) == "409 envelope-missing"
    case.author.entries.append(entry)
    upload = begin(case, record.files[0])
    upload.put(0)
    assert code_of(case.send(entry)) == "409 envelope-missing"
    upload.commit()
    case.author.entries.append(entry)
    assert code_of(case.send(entry)) == "201"
    other = relay.case(case.owner)
    other.write_record(public={"envelopes": record.references})
    assert code_of(other.send(other.author.entries[-1])) == "409 envelope-missing"


@pytest.mark.parametrize("changed", [{"size_bytes": 109}, {"part_chunks": 256}, {"parts_sha256": "ab" * 32}])
def test_a_record_names_envelopes_as_they_are(case: OwnedCase, changed: dict[str, Any]) -> None:
    upload = begin(case)
    upload.put(0)
    upload.commit()
    case.write_record(public={"envelopes": [upload.file.reference | changed]})
    assert code_of(case.send(case.author.entries[-1])) == "409 envelope-missing"


@pytest.mark.parametrize(
    ("header", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-63", 0, 64),
        ("bytes=100-1049999", 100, 1_050_000),
        ("bytes=1049664-1049664", 1_049_664, 1_049_665),
        ("bytes=1049663-1049664", 1_049_663, 1_049_665),
        ("bytes=1049600-", 1_049_600, None),
        ("bytes=-1", -1, None),
        ("bytes=-99999999", 0, None),
        ("bytes=5-99999999", 5, None),
    ],
)
def test_a_range_is_read(case: OwnedCase, large: Upload, header: str, start: int, stop: int | None) -> None:
    for index in range(3):
        large.put(index)
    large.commit()
    answer = case.owner.browser.get(large.path, headers={"Range": header})
    expected = large.file.sealed[start:stop]
    assert (code_of(answer), answer.data == expected) == ("206", True)
    assert answer.content_length == len(expected)
    first = start if start >= 0 else len(large.file.sealed) + start
    whole = len(large.file.sealed)
    assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{whole}"


@pytest.mark.parametrize(
    "header",
    [
        "bytes=108-",
        "bytes=5-4",
        "bytes=-0",
        "bytes=-",
        "bytes=a-b",
        "bytes=0-1,3-4",
        "chunks=0-1",
        "bytes=0-1 ",
        "",
    ],
)
def test_another_range_is_refused_with_the_size(case: OwnedCase, upload: Upload, header: str) -> None:
    upload.put(0)
    upload.commit()
    size = len(upload.file.sealed)
    answer = case.owner.browser.get(upload.path, headers={"Range": header.replace("108", str(size))})
    assert code_of(answer) == "416 range"
    assert answer.headers["Content-Range"] == f"bytes */{size}"


def test_other_accounts_read_nothing(relay: RelayUnderTest, case: OwnedCase, upload: Upload) -> None:
    upload.put(0)
    upload.commit()
    mallory = relay.patient("Mallory").browser
    for path in (upload.path, f"{upload.path}/parts", "/api/envelopes/" + "ab" * 16):
        assert code_of(mallory.get(path)) == "404 not-found"
        assert code_of(relay.browser().get(path)) == "401 sign-in-needed"


def test_of_a_removed_record_nothing_can_be_sent_or_read(case: OwnedCase) -> None:
    record = case.write_record(b"page")
    upload = case.upload(record.files[0])
    case.send(case.author.entries[-1])
    case.remove(record)
    answers = (upload.put(0), upload.have(), upload.commit(), case.open_envelope(record.files[0]))
    assert {code_of(answer) for answer in answers} == {"410 gone"}
    assert code_of(case.owner.browser.get(upload.path)) == "410 gone"
