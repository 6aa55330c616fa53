"""A small case, and the folder that the tool opens it into."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.reviewer.sealed_case import SealedCase, picture, seal_case


def small_case() -> SealedCase:
    """A case with one photographed page."""
    return seal_case(
        {"Biopsy report": [("page 1.jpg", "image/jpeg", picture())]}, question="Is it <b>bad</b>?"
    )


def index_of(tmp_path: Path) -> dict[str, Any]:
    """What the tool wrote into index.json."""
    index: dict[str, Any] = json.loads((tmp_path / "out" / "index.json").read_text("utf-8"))
    return index


def nothing_was_written(tmp_path: Path) -> bool:
    """Only what the test itself put there: the case file, and perhaps the configuration."""
    return {path.name for path in tmp_path.iterdir()} <= {"case.second-look", "configuration"}
