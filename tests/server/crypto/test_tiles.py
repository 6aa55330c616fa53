from __future__ import annotations

import pytest

from server.crypto import merkle, tiles
from server.crypto.errors import ContractError, FailureClass

LEAVES = [merkle.leaf_hash(str(number).encode()) for number in range(700)]


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 0, 1, "tile/0/000.p/1"),
        (1, 999, 256, "tile/1/999"),
        (0, 1000, 256, "tile/0/x001/000"),
        (2, 1234067, 255, "tile/2/x001/x234/067.p/255"),
    ],
)
def test_paths_follow_the_public_format(level: int, index: int, width: int, path: str) -> None:
    assert tiles.tile_path(level, index, width) == path
    assert tiles.bundle_path(index, width) == path.replace(f"tile/{level}/", "tile/entries/")


def test_tiles_hold_the_hashes_of_their_level() -> None:
    assert tiles.make_tile(LEAVES, 0, 0) == b"".join(LEAVES[:256])
    assert tiles.make_tile(LEAVES, 0, 2) == b"".join(LEAVES[512:700])
    assert tiles.make_tile(LEAVES, 1, 0) == merkle.root_of(LEAVES[:256]) + merkle.root_of(LEAVES[256:512])
    assert tiles.make_tile(LEAVES, 0, 3) == b""
    assert [tiles.tile_hash_count(700, 0, index) for index in range(4)] == [256, 256, 188, 0]
    assert tiles.tile_hash_count(700, 1, 0) == 2


def test_a_bundle_of_too_many_entries_is_not_made() -> None:
    with pytest.raises(ContractError) as refusal:
        tiles.make_entry_bundle([b"x"] * 257)
    assert refusal.value.failure_class is FailureClass.LIMIT
