"""Parts arrive in any order, are checked, and are completed once."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

import pytest

from tests.server.browser import code_of
from tests.server.envelopes.begun import begin, seal
from tests.server.owned_case import OwnedCase, Upload


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
