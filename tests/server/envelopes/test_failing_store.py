"""A blob store that is full or fails: nothing is lost, and the part is taken later."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets

import pytest

from tests.server.browser import code_of
from tests.server.envelopes.begun import begin, seal
from tests.server.envelopes.conftest import THREE_PARTS_BYTES
from tests.server.object_store import ObjectStore
from tests.server.owned_case import OwnedCase, Upload
from tests.server.relay_under_test import MakeRelay, RelayUnderTest
from tests.server.stored_parts import empty_store


@pytest.fixture
def relay(make_relay: MakeRelay) -> RelayUnderTest:
    return make_relay(blobs_url=None)


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


def test_bytes_that_the_store_lost_are_not_said_to_be_deleted(make_relay: MakeRelay) -> None:
    relay = make_relay()
    case = relay.case(relay.patient())
    upload = begin(case)
    assert [code_of(upload.put(0)), code_of(upload.commit())] == ["201", "200"]
    empty_store(relay.inside.blobs)
    assert code_of(case.owner.browser.get(upload.path)) == "503 busy"


def test_an_answer_is_cut_where_the_store_lost_a_part(make_relay: MakeRelay) -> None:
    relay = make_relay()
    case = relay.case(relay.patient())
    upload = begin(case, seal(case, THREE_PARTS_BYTES))
    assert [code_of(upload.put(index)) for index in range(3)] == ["201"] * 3
    assert code_of(upload.commit()) == "200"
    sha256 = hashlib.sha256(upload.parts[1]).hexdigest()
    relay.inside.blobs.delete_part(upload.file.reference["envelope_id"], 1, sha256)
    with pytest.raises(BrokenPipeError):
        _ = case.owner.browser.get(upload.path).data


def test_a_bucket_that_is_away_loses_nothing_and_takes_the_part_later(
    object_store: ObjectStore, make_relay: MakeRelay
) -> None:
    bucket = f"away-{secrets.token_hex(8)}"
    relay = make_relay(blobs_url=f"s3://{bucket}")
    upload = begin(relay.case(relay.patient()))
    assert code_of(upload.put(0)) == "503 busy"
    assert code_of(relay.browser().get("/healthz")) == "503 busy"
    assert upload.have().get_json() == {"have": []}
    object_store.make_bucket(bucket)
    assert code_of(relay.browser().get("/healthz")) == "200"
    assert code_of(upload.put(0)) == "201"
    assert code_of(upload.commit()) == "200"
