"""The operations of spec/vectors/README.md, run by the Python implementation.

Each takes the scenario's input and folder. It returns the output, or None for *not for this key*.
"""

from tests.vectors.operations import cases, directories, encodings, envelopes, keys
from tests.vectors.operations.envelopes import open_referenced_in_pieces, pieces_of
from tests.vectors.operations.operation import OPERATIONS, Given, Output

__all__ = [
    "OPERATIONS", "Given", "Output", "cases", "directories", "encodings", "envelopes", "keys",
    "open_referenced_in_pieces", "pieces_of",
]  # fmt: skip
