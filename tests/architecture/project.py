"""Where things are, for the checks of this folder. A check takes a root, so that it can be shown a bad example."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(root: Path, pattern: str) -> list[Path]:
    """Files below `root` that match, in order; none where the folder does not exist. Vendored code is not ours."""
    found = sorted(root.glob(pattern))
    return [path for path in found if path.is_file() and "vendor" not in path.relative_to(root).parts]


def plant(root: Path, tree: Mapping[str, str]) -> Path:
    """Write a small tree of files (path → text) for a check to find fault with."""
    for name, text in tree.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def tracked_files(root: Path) -> Iterator[Path]:
    """What is, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        path = root / name
        if name and path.is_file():
            yield path


def cycles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Each way round in a graph of imports, once."""
    found: dict[frozenset[str], list[str]] = {}
    done: set[str] = set()

    def visit(node: str, path: list[str]) -> None:
        if node in path:
            ring = path[path.index(node) :]
            found.setdefault(frozenset(ring), [*ring, node])
        elif node not in done:
            for target in sorted(graph.get(node, ())):
                visit(target, [*path, node])
            done.add(node)

    for start in sorted(graph):
        visit(start, [])
    return list(found.values())
