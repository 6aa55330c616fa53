"""Merkle trees of RFC 6962 section 2: hashes, roots, inclusion and consistency, made and verified."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from server.crypto.errors import FailureClass, require

HASH_BYTES = 32
LONGEST_PROOF = 64
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash of a leaf: SHA-256(0x00 || entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Root of the tree over these leaf hashes."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = _largest_power_below(len(leaves))
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


def _largest_power_below(count: int) -> int:
    return 1 << ((count - 1).bit_length() - 1)


def make_inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root, the leaf's sibling first."""
    require(0 <= index < len(leaves), FailureClass.LOG_PROOF, "index past the end of the log")
    if len(leaves) == 1:
        return []
    split = _largest_power_below(len(leaves))
    if index < split:
        return [*make_inclusion_proof(leaves[:split], index), root_of(leaves[split:])]
    return [*make_inclusion_proof(leaves[split:], index - split), root_of(leaves[:split])]


def verify_inclusion(leaf: bytes, index: int, size: int, hashes: Sequence[bytes], root: bytes) -> None:
    """The leaf stands at `index` in the tree of `size` leaves with this root (`log-proof`)."""
    require(0 <= index < size, FailureClass.LOG_PROOF, "index past the end of the log")
    node, last, made = index, size - 1, leaf
    for sibling in hashes:
        require(last > 0, FailureClass.LOG_PROOF, "inclusion proof is too long")
        if node & 1 or node == last:
            made = node_hash(sibling, made)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            made = node_hash(made, sibling)
        node, last = node >> 1, last >> 1
    require(last == 0 and made == root, FailureClass.LOG_PROOF, "inclusion does not lead to the root")


def make_consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """The hashes that show that the tree over the first `old_size` leaves is a prefix (RFC 6962 2.1.2)."""
    require(0 < old_size <= len(leaves), FailureClass.LOG_FORK, "no such smaller tree")
    return _subproof(leaves, old_size, whole=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = _largest_power_below(len(leaves))
    if old_size <= split:
        return [*_subproof(leaves[:split], old_size, whole=whole), root_of(leaves[split:])]
    return [*_subproof(leaves[split:], old_size - split, whole=False), root_of(leaves[:split])]


def verify_consistency(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, hashes: Sequence[bytes]
) -> None:
    """The larger tree only added to the smaller one (`log-fork`)."""
    require(0 < old_size <= new_size, FailureClass.LOG_FORK, "sizes of the two trees")
    if old_size == new_size:
        require(not hashes and old_root == new_root, FailureClass.LOG_FORK, "same size, another root")
        return
    path = [old_root, *hashes] if old_size & (old_size - 1) == 0 else list(hashes)
    require(len(path) > 0, FailureClass.LOG_FORK, "consistency proof is too short")
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    made_old = made_new = path[0]
    for sibling in path[1:]:
        require(last > 0, FailureClass.LOG_FORK, "consistency proof is too long")
        if node & 1 or node == last:
            made_old, made_new = node_hash(sibling, made_old), node_hash(sibling, made_new)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            made_new = node_hash(made_new, sibling)
        node, last = node >> 1, last >> 1
    consistent = last == 0 and made_old == old_root and made_new == new_root
    require(consistent, FailureClass.LOG_FORK, "the two trees do not belong to one log")
