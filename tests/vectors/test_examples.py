"""The examples in the documents are what the code makes."""

from __future__ import annotations

import pytest

from scripts.make_examples import SPEC, with_example
from scripts.vectors.examples import EXAMPLES


@pytest.mark.parametrize("document", sorted(EXAMPLES))
def test_the_example_is_made_by_the_code(document: str) -> None:
    text = (SPEC / document).read_text("utf-8")
    assert with_example(document, text) == text
