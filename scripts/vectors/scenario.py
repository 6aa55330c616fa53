"""One scenario and how it is written (spec/vectors/README.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.crypto.encoding import from_base64url, to_base64url

Value = Any
"""A JSON value as it stands in a vector; an ordinary one, not the canonical JSON of the contract."""


@dataclass
class Chapter:
    """The scenarios and sealed files of one folder."""

    folder: str
    scenarios: dict[str, dict[str, Value]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def add(
        self, name: str, operation: str, description: str, expect: str, given: Value, output: Value = None
    ) -> None:
        """Add a scenario; `output` goes with `success` and with nothing else."""
        if name in self.scenarios or (output is not None) != (expect == "success"):
            raise ValueError(f"scenario {self.folder}/{name} is there already, or its output does not fit")
        scenario = {"description": description, "expect": expect, "input": given, "operation": operation}
        if output is not None:
            scenario["output"] = output
        self.scenarios[name] = scenario

    def write(self, root: Path) -> None:
        """Write every file of the chapter below `root`."""
        folder = root / self.folder
        folder.mkdir(parents=True, exist_ok=True)
        for name, scenario in self.scenarios.items():
            text = json.dumps(scenario, indent=1, sort_keys=True, ensure_ascii=True) + "\n"
            (folder / f"{name}.json").write_text(text, "ascii")
        for name, data in self.files.items():
            (folder / "files").mkdir(exist_ok=True)
            (folder / "files" / name).write_bytes(data)


def b64(data: bytes) -> str:
    """Bytes as a vector writes them."""
    return to_base64url(data)


def flip(data: Value, *flips: tuple[int, int]) -> Value:
    """Bytes with single bytes changed: pairs of offset and mask."""
    return {"flip": [list(each) for each in flips], "of": data}


def resolve(value: Value, folder: Path) -> bytes:
    """The bytes that a *bytes* value of a vector stands for."""
    if isinstance(value, str):
        return from_base64url(value)
    if isinstance(value, list):
        return b"".join(resolve(piece, folder) for piece in value)
    if "flip" in value:
        data = bytearray(resolve(value["of"], folder))
        for offset, mask in value["flip"]:
            data[offset] ^= mask
        return bytes(data)
    if "file" in value:
        whole: bytes = (folder / "files" / str(value["file"])).read_bytes()
        return whole[int(value["from"]) : int(value["to"])]
    if "pattern" in value:
        return pattern(int(value["pattern"]))
    if "zeros" in value:
        return bytes(int(value["zeros"]))
    return resolve(value["base64url"], folder)


def pattern(length: int) -> bytes:
    """Byte i is (i * 167 + i // 256) mod 256."""
    return bytes((index * 167 + index // 256) & 255 for index in range(length))
