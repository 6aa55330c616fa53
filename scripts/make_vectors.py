"""Write spec/vectors: the same bytes each time. Usage: python -m scripts.make_vectors [FOLDER]"""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.vectors import canonical_json, case, case_file, consent, directory, envelope, keys

CHAPTERS = (canonical_json, keys, envelope, case, consent, directory, case_file)


def main(root: Path) -> int:
    """Write every chapter below `root`; returns how many scenarios there are."""
    count = 0
    for module in CHAPTERS:
        made = module.chapter()
        made.write(root)
        count += len(made.scenarios)
    return count


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "spec" / "vectors"
    print(f"{main(folder)} scenarios in {folder}")
