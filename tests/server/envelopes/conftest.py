"""A case, and envelopes that were announced in it."""

from __future__ import annotations

import pytest

from tests.server.envelopes.begun import begin, seal
from tests.server.owned_case import OwnedCase, Upload
from tests.server.relay_under_test import RelayUnderTest

THREE_PARTS_BYTES = 2_200_000


@pytest.fixture
def case(relay: RelayUnderTest) -> OwnedCase:
    return relay.case(relay.patient())


@pytest.fixture
def upload(case: OwnedCase) -> Upload:
    """A small file that was announced."""
    return begin(case)


@pytest.fixture
def large(case: OwnedCase) -> Upload:
    """A file of three parts that was announced."""
    return begin(case, seal(case, THREE_PARTS_BYTES))
