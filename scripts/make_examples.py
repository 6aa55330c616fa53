"""Write the chapter *Example* at the end of each document in spec/. Usage: python -m scripts.make_examples"""

from __future__ import annotations

from pathlib import Path

from scripts.vectors.examples import EXAMPLES

SPEC = Path(__file__).parent.parent / "spec"
HEADING = "\n## Example in real bytes\n"


def with_example(document: str, text: str) -> str:
    """The document's text with its example made anew."""
    before = text.partition(HEADING)[0].rstrip("\n")
    return f"{before}\n{HEADING}\n{EXAMPLES[document]()}"


def main() -> None:
    """Rewrite all documents."""
    for document in EXAMPLES:
        path = SPEC / document
        path.write_text(with_example(document, path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
