"""Where the public vectors are: Wycheproof beside the checkout, and the package cryptography-vectors."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

WYCHEPROOF = Path(__file__).parents[3] / "shared" / "vectors" / "wycheproof"


def wycheproof_groups(name: str) -> list[dict[str, Any]]:
    """The test groups of one Wycheproof file; none where the folder isn't there."""
    path = WYCHEPROOF / name
    if not path.is_file():
        return []
    groups: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["testGroups"]
    return groups


def package_text(path: str) -> str:
    """One file of the package cryptography-vectors."""
    return resources.files("cryptography_vectors").joinpath(path).read_text("utf-8")


def package_blocks(path: str) -> list[dict[str, str]]:
    """Blocks of `name = value` (or `name: value`) lines; each begins with a line `count`."""
    blocks: list[dict[str, str]] = [{}]
    for line in package_text(path).splitlines():
        name, separator, value = line.partition("=" if "=" in line else ":")
        name = name.strip().lower()
        if line.startswith("#") or not separator:
            continue
        if name == "count":
            blocks.append({})
        blocks[-1][name] = value.strip().strip('"')
    return [block for block in blocks if block]
