"""Envelopes: announced, sent in parts in any order, completed once, read whole or by range."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from typing import Any

import pytest

from scripts.vectors.author import DAY_MS, SealedFile
from scripts.vectors.randomness import Random
from server.crypto.envelope_layout import LARGEST_DATA_BYTES, sealed_size
from server.settings import Quotas
from tests.server.browser import code_of
from tests.server.owned_case import OwnedCase, Upload
from tests.server.relay_under_test import MakeRelay, RelayUnderTest

THREE_PARTS_BYTES = 2_200_000


@pytest.fixture
def case(relay: RelayUnderTest) -> OwnedCase:
    return relay.case(relay.patient())


def seal(case: OwnedCase, data: bytes | int = b"a page") -> SealedFile:
    """A sealed file; a number stands for so many random bytes."""
    content = Random("content").bytes(data) if isinstance(data, int) else data
    return case.author.seal_file("a.jpg", "image/jpeg", content)


def begin(case: OwnedCase, file: SealedFile | None = None) -> Upload:
    """Announce a file."""
    chosen = file or seal(case)
    answer = case.open_envelope(chosen)
    assert code_of(answer) == "201", code_of(answer)
    return Upload(case.owner.browser, chosen, answer.get_json()["ticket"])


@pytest.fixture
def upload(case: OwnedCase) -> Upload:
    """A small file that was announced."""
    return begin(case)


@pytest.fixture
def large(case: OwnedCase) -> Upload:
    """A file of three parts that was announced."""
    return begin(case, seal(case, THREE_PARTS_BYTES))


def test_parts_arrive_in_any_order_and_are_read_again(case: OwnedCase, large: Upload) -> None:
    assert large.part_count == 3
    for held, index in (([2], 2), ([0, 2], 0), ([0, 1, 2], 1)):
        assert code_of(large.put(index)) == "201"
        assert large.have().get_json() == {"have": held}
    assert code_of(large.commit()) == "200"
    browser = case.owner.browser
    assert browser.get(large.path).data == large.file.sealed
    hashes = [hashlib.sha256(part).digest() for part in large.parts]
    assert browser.get(f"{large.path}/parts").data == b"".join(hashes)


def test_parts_arrive_in_parallel(large: Upload) -> None:
    codes: list[str] = []

    def send(index: int) -> None:
        copy = Upload(large._browser, large.file, large.ticket)
        codes.append(code_of(copy.put(index)))

    threads = [threading.Thread(target=send, args=(number % 3,)) for number in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["200"] * 6 + ["201"] * 3
    assert code_of(large.commit()) == "200"


def test_a_repeated_part_is_there_already(upload: Upload) -> None:
    assert [code_of(upload.put(0)) for _ in range(2)] == ["201", "200"]


def test_announcing_again_gives_a_fresh_ticket(case: OwnedCase, upload: Upload) -> None:
    case.owner.browser.forget_csrf_token()
    answers = [case.open_envelope(upload.file) for _ in range(2)]
    assert [code_of(answer) for answer in answers] == ["200", "200"]
    again = Upload(case.owner.browser, upload.file, answers[0].get_json()["ticket"])
    assert code_of(again.put(0)) == "201"
    assert code_of(again.commit()) == "200"
    assert code_of(case.open_envelope(upload.file)) == "200"


@pytest.mark.parametrize("changed", [{"part_chunks": 256}, {"size_bytes": 109}])
def test_announcing_with_other_values_is_refused(
    case: OwnedCase, upload: Upload, changed: dict[str, int]
) -> None:
    assert code_of(case.open_envelope(upload.file, **changed)) == "409 envelope-exists"


def test_an_envelope_id_of_another_case_is_taken(
    relay: RelayUnderTest, case: OwnedCase, upload: Upload
) -> None:
    for other in (relay.case(case.owner), relay.case(relay.patient("Mallory"))):
        assert code_of(other.open_envelope(upload.file)) == "409 envelope-exists"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"part_chunks": 128}, "400 bad-request"),
        ({"part_chunks": "64"}, "400 bad-request"),
        ({"size_bytes": -1}, "400 bad-request"),
        ({"size_bytes": 2**53}, "400 bad-request"),
        ({"size_bytes": 1.5}, "400 bad-request"),
        ({"size_bytes": True}, "400 bad-request"),
        ({"envelope_id": "AB" * 16}, "400 bad-request"),
        ({"envelope_id": "../" * 10 + "ab"}, "400 bad-request"),
        ({"more": 1}, "400 bad-request"),
        ({"size_bytes": 63}, "400 envelope-header"),
        ({"size_bytes": 79}, "400 envelope-truncated"),
        ({"size_bytes": 64 + 16400}, "400 envelope-truncated"),
        ({"size_bytes": 2**53 - 1}, "413 too-large"),
    ],
)
def test_another_form_or_size_is_refused(case: OwnedCase, changed: dict[str, Any], expected: str) -> None:
    assert code_of(case.open_envelope(seal(case), **changed)) == expected


def test_an_envelope_of_eight_gib_is_taken_and_one_more_byte_is_not(case: OwnedCase) -> None:
    largest = sealed_size(LARGEST_DATA_BYTES)
    assert code_of(case.open_envelope(seal(case), size_bytes=largest)) == "201"
    assert code_of(case.open_envelope(seal(case), size_bytes=largest + 1)) == "413 too-large"


def test_one_envelope_past_the_quota_of_uncommitted_ones_is_refused(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(uncommitted_envelopes=2))
    case = relay.case(relay.patient())
    first, _ = begin(case), begin(case)
    assert code_of(case.open_envelope(seal(case))) == "400 limit"
    first.put(0)
    first.commit()
    assert code_of(case.open_envelope(seal(case))) == "201"


def test_one_byte_past_the_quota_of_sealed_bytes_is_refused(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(sealed_bytes=1000))
    case = relay.case(relay.patient())
    assert code_of(case.open_envelope(seal(case), size_bytes=600)) == "201"
    assert code_of(case.open_envelope(seal(case), size_bytes=401)) == "400 limit"
    assert code_of(case.open_envelope(seal(case), size_bytes=400)) == "201"


def test_deleted_envelopes_do_not_count(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(sealed_bytes=1000))
    case = relay.case(relay.patient())
    record = case.add_record(bytes(600))
    assert code_of(case.open_envelope(seal(case), size_bytes=600)) == "400 limit"
    case.remove(record)
    assert code_of(case.open_envelope(seal(case), size_bytes=600)) == "201"


def test_only_the_owner_opens_envelopes(relay: RelayUnderTest, case: OwnedCase) -> None:
    reviewer = relay.reviewer()
    record = case.add_record()
    case.give_consent(reviewer, [record])
    body = {"envelope_id": "ab" * 16, "part_chunks": 64, "size_bytes": 108}
    path = f"{case.path}/envelopes"
    assert code_of(reviewer.browser.post(path, body)) == "403 not-allowed"
    assert code_of(relay.patient("Mallory").browser.post(path, body)) == "404 not-found"


def refused_ticket(relay: RelayUnderTest, upload: Upload, ticket: str) -> set[str]:
    """How all requests with a ticket go."""
    other = Upload(relay.browser(), upload.file, ticket)
    return {code_of(other.put(0)), code_of(other.have()), code_of(other.commit())}


def test_a_ticket_serves_one_envelope_only(relay: RelayUnderTest, case: OwnedCase, upload: Upload) -> None:
    other = begin(case)
    assert refused_ticket(relay, upload, other.ticket) == {"401 ticket-refused"}
    mallory = relay.case(relay.patient("Mallory"))
    assert refused_ticket(relay, upload, begin(mallory).ticket) == {"401 ticket-refused"}


@pytest.mark.parametrize("ticket", ["", "x", "a.b.c", "é", f"{'0' * 64}.9999999999999.{'0' * 64}"])
def test_a_made_up_ticket_is_refused(relay: RelayUnderTest, upload: Upload, ticket: str) -> None:
    assert refused_ticket(relay, upload, ticket) == {"401 ticket-refused"}


def test_a_ticket_with_another_account_or_time_is_refused(relay: RelayUnderTest, upload: Upload) -> None:
    account_id, expires_ms, proof = upload.ticket.split(".")
    for changed in (f"{'ab' * 32}.{expires_ms}.{proof}", f"{account_id}.{int(expires_ms) + 1}.{proof}"):
        assert refused_ticket(relay, upload, changed) == {"401 ticket-refused"}


def test_a_ticket_is_good_until_it_says(relay: RelayUnderTest, case: OwnedCase) -> None:
    answer = case.open_envelope(seal(case)).get_json()
    upload = begin(case)
    assert answer["expires_ms"] == relay.clock() + DAY_MS
    relay.clock.advance(days=1)
    assert code_of(upload.have()) == "200"
    relay.clock.advance(ms=1)
    assert refused_ticket(relay, upload, upload.ticket) == {"401 ticket-refused"}


def test_a_ticket_needs_no_cookie_and_a_cookie_is_no_ticket(case: OwnedCase, upload: Upload) -> None:
    assert code_of(upload.put(0)) == "201"
    digest = hashlib.sha256(upload.parts[0]).hexdigest()
    path = f"{upload.path}/parts/0/{digest}"
    answer = case.owner.browser.send("PUT", path, data=upload.parts[0])
    assert code_of(answer) == "401 ticket-refused"


def test_a_part_that_does_not_match_its_digest_is_refused(large: Upload) -> None:
    changed = large.parts[1][:-1] + bytes([large.parts[1][-1] ^ 1])
    digest = hashlib.sha256(large.parts[1]).hexdigest()
    assert code_of(large.put(1, changed, digest)) == "422 part-hash"
    assert large.have().get_json() == {"have": []}
    assert code_of(large.put(1)) == "201"


@pytest.mark.parametrize("change", [lambda part: part[:-1], lambda part: part + b"x", lambda _: b"x"])
def test_a_part_of_another_length_is_refused(large: Upload, change: Any) -> None:
    for index in (0, 1, 2):
        assert code_of(large.put(index, change(large.parts[index]))) == "422 part-length"
    assert large.have().get_json() == {"have": []}


@pytest.mark.parametrize("index", [3, 4, 2**31, 2**63])
def test_a_part_past_the_end_is_refused(large: Upload, index: int) -> None:
    assert code_of(large.put(index, large.parts[2])) == "400 limit"
    assert large.have().get_json() == {"have": []}


def test_another_part_at_the_same_place_is_refused(upload: Upload) -> None:
    assert code_of(upload.put(0)) == "201"
    other = bytes(len(upload.parts[0]))
    assert code_of(upload.put(0, other)) == "409 part-differs"
    assert code_of(upload.commit()) == "200"


@pytest.mark.parametrize("place", ["-1", "x", "1.5", "0x1", "%2e%2e"])
def test_a_place_that_is_no_number_is_not_found(upload: Upload, place: str) -> None:
    digest = hashlib.sha256(upload.parts[0]).hexdigest()
    answer = upload._browser.send(
        "PUT",
        f"{upload.path}/parts/{place}/{digest}",
        csrf=False,
        data=upload.parts[0],
        headers=upload.headers,
    )
    assert code_of(answer) == "404 not-found"


def test_a_part_needs_its_length(upload: Upload) -> None:
    digest = hashlib.sha256(upload.parts[0]).hexdigest()
    headers = upload.headers | {"Transfer-Encoding": "chunked"}
    answer = upload._browser.send("PUT", f"{upload.path}/parts/0/{digest}", csrf=False, headers=headers)
    assert code_of(answer) == "411 length-needed"


def test_a_part_past_the_largest_is_refused(case: OwnedCase) -> None:
    largest = 4_198_464
    upload = begin(case, seal(case, 9_000_000))
    file = upload.file
    file.reference["part_chunks"] = 256
    file.reference["envelope_id"] = "cd" * 16
    upload = begin(case, file)
    assert len(upload.parts[0]) == largest
    assert code_of(upload.put(0, bytes(largest + 1))) == "413 too-large"
    assert code_of(upload.put(0)) == "201"


def test_completing_names_the_missing_parts(large: Upload) -> None:
    large.put(1)
    answer = large.commit()
    assert (code_of(answer), answer.get_json()["missing"]) == ("409 parts-missing", [0, 2])


def test_completing_with_another_digest_is_refused(case: OwnedCase, upload: Upload) -> None:
    upload.put(0)
    assert code_of(upload.commit("ab" * 32)) == "409 digest-differs"
    assert code_of(case.owner.browser.get(upload.path)) == "404 not-found"
    assert code_of(upload.commit()) == "200"


def test_completing_twice_is_harmless_and_completing_otherwise_is_not_possible(upload: Upload) -> None:
    upload.put(0)
    assert [code_of(upload.commit()) for _ in range(2)] == ["200", "200"]
    assert code_of(upload.commit("ab" * 32)) == "409 digest-differs"
    assert code_of(upload.put(0)) == "200"


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


def test_a_full_disk_loses_nothing_and_takes_the_part_later(
    case: OwnedCase, large: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert code_of(large.put(0)) == "201"
    for step in ("posix_fallocate", "fsync", "link"):
        with monkeypatch.context() as full:

            def fail(*_: object, **__: object) -> None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            full.setattr(os, step, fail)
            assert code_of(large.put(1)) == "507 storage-full", step
            assert large.have().get_json() == {"have": [0]}
    assert [code_of(large.put(index)) for index in (1, 2)] == ["201", "201"]
    assert code_of(large.commit()) == "200"
    assert case.owner.browser.get(large.path).data == large.file.sealed


def test_a_disk_that_fails_is_not_taken_for_a_stored_part(
    large: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:

        def fail(*_: object) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        failing.setattr(os, "fsync", fail)
        assert code_of(large.put(0)) == "500 broken"
    assert large.have().get_json() == {"have": []}
    assert code_of(large.put(0)) == "201"
