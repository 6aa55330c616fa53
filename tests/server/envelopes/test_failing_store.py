"""A blob store that is full or fails: nothing is lost, and the part is taken later."""

from __future__ import annotations

import errno
import os
import secrets

import pytest

from tests.server.browser import code_of
from tests.server.envelopes.begun import begin
from tests.server.object_store import ObjectStore
from tests.server.owned_case import OwnedCase, Upload
from tests.server.relay_under_test import MakeRelay, RelayUnderTest


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
