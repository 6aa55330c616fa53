from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.crypto import merkle
from server.crypto.errors import ContractError, FailureClass

LEAVES = [merkle.leaf_hash(str(number).encode()) for number in range(70)]


def test_every_inclusion_and_consistency_proof_of_small_trees_holds() -> None:
    for size in range(1, 40):
        root = merkle.root_of(LEAVES[:size])
        for index in range(size):
            proof = merkle.make_inclusion_proof(LEAVES[:size], index)
            merkle.verify_inclusion(LEAVES[index], index, size, proof, root)
        for old in range(1, size + 1):
            proof = merkle.make_consistency_proof(LEAVES[:size], old)
            merkle.verify_consistency(old, size, merkle.root_of(LEAVES[:old]), root, proof)


@given(st.integers(1, 70), st.data())
def test_an_inclusion_proof_holds_for_nothing_else(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.make_inclusion_proof(LEAVES[:size], index)
    root = merkle.root_of(LEAVES[:size])
    other_leaf = data.draw(st.integers(0, 69).filter(lambda number: number != index))
    other_index = data.draw(st.integers(0, 100).filter(lambda number: number != index))
    for leaf, place in ((LEAVES[other_leaf], index), (LEAVES[index], other_index)):
        with pytest.raises(ContractError) as refusal:
            merkle.verify_inclusion(leaf, place, size, proof, root)
        assert refusal.value.failure_class is FailureClass.LOG_PROOF


@given(st.integers(1, 70), st.integers(1, 70), st.integers(0, 69))
def test_a_changed_beginning_is_never_consistent(first: int, second: int, changed: int) -> None:
    old, new = sorted((first, second))
    place = changed % old
    rewritten = [*LEAVES[:place], bytes(32), *LEAVES[place + 1 : new]]
    proof = merkle.make_consistency_proof(rewritten, old)
    with pytest.raises(ContractError) as refusal:
        merkle.verify_consistency(old, new, merkle.root_of(LEAVES[:old]), merkle.root_of(rewritten), proof)
    assert refusal.value.failure_class is FailureClass.LOG_FORK


def test_proofs_outside_the_log_are_not_made() -> None:
    with pytest.raises(ContractError):
        merkle.make_inclusion_proof(LEAVES[:3], 3)
    for old in (0, 4):
        with pytest.raises(ContractError):
            merkle.make_consistency_proof(LEAVES[:3], old)


def test_the_example_of_rfc_6962() -> None:
    """Certificate Transparency's own test tree of 8 leaves has this well-known root."""
    inputs = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    leaves = [merkle.leaf_hash(bytes.fromhex(each)) for each in inputs]
    expected = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert merkle.root_of(leaves).hex() == expected
