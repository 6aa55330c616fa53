"""Every file of spec/vectors: whole, in pieces, re-encoded; and the maker writes the same bytes again."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reviewer import envelope
from scripts import make_vectors
from scripts.vectors.scenario import resolve
from server.crypto.errors import ContractError
from tests.vectors.operations import OPERATIONS, Given, Output, open_referenced_in_pieces, pieces_of

ROOT = Path(__file__).parents[2] / "spec" / "vectors"
FILES = sorted(ROOT.glob("*/*.json"))


def _load(path: Path) -> dict[str, Any]:
    scenario: dict[str, Any] = json.loads(path.read_text("ascii"))
    return scenario


def _of(*operations: str) -> list[Path]:
    return [path for path in FILES if _load(path)["operation"] in operations]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _answer(run: Callable[[], Output]) -> tuple[str, Output]:
    try:
        output = run()
    except ContractError as error:
        return error.failure_class.value, None
    return ("null", None) if output is None else ("success", output)


def _equal(made: Any, expected: Any, folder: Path) -> bool:
    return resolve(expected, folder) == made if isinstance(made, bytes) else bool(made == expected)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_whole(path: Path) -> None:
    scenario = _load(path)
    given = Given(scenario["input"], path.parent)
    expect, output = _answer(lambda: OPERATIONS[scenario["operation"]](given))
    assert expect == scenario["expect"]
    if output is not None:
        assert set(output) == set(scenario["output"])
        for name, value in output.items():
            assert _equal(value, scenario["output"][name], path.parent), name


@pytest.mark.parametrize("piece_bytes", [1, 16_399, 50_000])
@pytest.mark.parametrize("path", _of("envelope-open"), ids=_name)
def test_envelope_in_pieces(path: Path, piece_bytes: int) -> None:
    scenario = _load(path)
    given = Given(scenario["input"], path.parent)
    sealed = given.bytes("sealed")
    if piece_bytes == 1:
        sealed = sealed if len(sealed) <= 2000 else b""
    if not sealed and given.bytes("sealed"):
        return  # Byte by byte only up to 2000 bytes, as the README of the vectors says.
    released = bytearray()

    def run() -> Output:
        opener = envelope.EnvelopeOpener(given.bytes("key"), given.place(), len(sealed))
        for piece in pieces_of(sealed, piece_bytes):
            released.extend(opener.update(piece))
        released.extend(opener.finish())
        return {"data": bytes(released)}

    expect, _ = _answer(run)
    assert expect == scenario["expect"]
    if expect == "success":
        assert bytes(released) == resolve(scenario["output"]["data"], path.parent)
    elif scenario["expect"] == "envelope-chunk":
        assert resolve({"pattern": 40_000}, path.parent).startswith(bytes(released))


@pytest.mark.parametrize("path", _of("envelope-open"), ids=_name)
def test_envelope_by_ranges_in_reverse(path: Path) -> None:
    scenario = _load(path)
    given = Given(scenario["input"], path.parent)
    sealed = given.bytes("sealed")

    def run() -> Output:
        reader = envelope.RangeReader(
            given.bytes("key"),
            given.place(),
            len(sealed),
            lambda offset, size: sealed[offset : offset + size],
        )
        starts = reversed(range(0, reader.data_bytes, 10_000))
        pieces = [reader.read(start, 10_000) for start in starts]
        return {"data": b"".join(reversed(pieces))}

    expect, output = _answer(run)
    if scenario["expect"] == "success":
        assert output == {"data": resolve(scenario["output"]["data"], path.parent)}
    elif "padding-not-zero" in path.stem:
        assert expect == "success"  # A range reader looks at no more than it needs; the whole reader refuses.
    else:
        assert expect == scenario["expect"]


@pytest.mark.parametrize("path", _of("envelope-referenced"), ids=_name)
def test_referenced_envelope_in_pieces(path: Path) -> None:
    scenario = _load(path)
    given = Given(scenario["input"], path.parent)
    for piece_bytes in (16_399, 1_000_000):
        expect, _ = _answer(partial(open_referenced_in_pieces, given, piece_bytes))
        assert expect == scenario["expect"]


@pytest.mark.parametrize(
    "path", [path for path in _of("envelope-open") if _load(path)["expect"] == "success"], ids=_name
)
def test_sealing_again_gives_the_same_bytes(path: Path) -> None:
    scenario = _load(path)
    given = Given(scenario["input"], path.parent)
    sealed = given.bytes("sealed")
    data = resolve(scenario["output"]["data"], path.parent)
    assert envelope.seal_bytes(given.bytes("key"), sealed[8:32], given.place(), data) == sealed


def test_the_maker_writes_the_same_files_again(tmp_path: Path) -> None:
    make_vectors.main(tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {
        path.relative_to(ROOT): path.read_bytes()
        for path in ROOT.rglob("*")
        if path.is_file() and path != ROOT / "README.md"
    }
    assert set(made) == set(kept)
    assert [str(name) for name in made if made[name] != kept[name]] == []


def test_there_are_enough_scenarios_and_each_operation_is_described() -> None:
    assert len(FILES) >= 120
    described = (ROOT / "README.md").read_text("utf-8")
    for name in {_load(path)["operation"] for path in FILES}:
        assert f"| `{name}` |" in described
