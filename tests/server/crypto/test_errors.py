"""The classes in code are those in the specification."""

from __future__ import annotations

import re
from pathlib import Path

from server.crypto.errors import FailureClass

README = Path(__file__).parents[3] / "spec" / "README.md"


def test_every_class_is_in_the_specification_and_the_other_way_round() -> None:
    table = README.read_text("utf-8").partition("## Failure classes")[2]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    stated = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)}
    assert stated == {each.value for each in FailureClass}
