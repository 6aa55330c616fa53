"""The app's own files, as they lie in the folder: read once, hashed, compressed, and read again when they change."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ftl": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
ANY_BYTES = "application/octet-stream"
COMPRESSED_ALREADY = frozenset((".png", ".bcmap"))

# Pages whose address is not their name in the folder.
PAGES = {"/": "index.html", "/reviewer": "reviewer.html"}
# Large parts that few people use; a phone keeps them when they were used once.
OPTIONAL = (
    "/static/vendor/pdfjs", "/static/vendor/libsodium-sumo", "/static/vendor/libsodium-wrappers-sumo",
    "/static/vendor/tensorflow", "/static/js/scan/page-network.weights", "/static/vendor/tesseract",
    "/static/tessdata", "/static/vendor/cantoo-pdf-lib", "/static/vendor/pdf-lib", "/static/pdf",
)  # fmt: skip
# What nobody's browser asks for.
UNLISTED = (".ts", ".md")


@dataclass(frozen=True)
class AppFile:
    """One file."""

    data: bytes
    media_type: str
    compressible: bool

    @cached_property
    def sha256(self) -> str:
        """In hex."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def compressed(self) -> bytes:
        """The same bytes, gzipped."""
        return gzip.compress(self.data, mtime=0)


class AppFiles:
    """The files of one folder by their path in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[Path, tuple[tuple[int, int], AppFile]] = {}

    def find(self, name: str) -> AppFile | None:
        """The file with this path inside the folder, or None."""
        parts = name.split("/")
        if any(part.startswith(".") or not part for part in parts) or "\\" in name or "\0" in name:
            return None
        path = self.folder.joinpath(*parts)
        try:
            status = path.stat()
        except OSError:
            return None
        changed = (status.st_mtime_ns, status.st_size)
        known = self._known.get(path)
        if known is not None and known[0] == changed:
            return known[1]
        # A link inside the folder may not lead out of it.
        if not path.is_file() or not path.resolve().is_relative_to(self.folder.resolve()):
            return None
        file = AppFile(
            path.read_bytes(),
            MEDIA_TYPES.get(path.suffix, ANY_BYTES),
            path.suffix not in COMPRESSED_ALREADY,
        )
        self._known[path] = (changed, file)
        return file

    def shell_list(self) -> bytes:
        """`/static/shell.json`: what a phone keeps to open the app without a line (service-worker.js)."""
        listed = list(PAGES.items())
        listed.append(("/manifest.webmanifest", "manifest.webmanifest"))
        names = sorted(
            path.relative_to(self.folder).as_posix() for path in (self.folder / "static").rglob("*.*")
        )
        listed += [(f"/{name}", name) for name in names if not name.endswith(UNLISTED)]
        shell: list[dict[str, str]] = []
        optional: list[dict[str, str]] = []
        for address, name in listed:
            file = self.find(name)
            if file is not None:
                (optional if address.startswith(OPTIONAL) else shell).append(
                    {"path": address, "sha256": file.sha256}
                )
        version = hashlib.sha256(json.dumps([shell, optional]).encode()).hexdigest()
        return json.dumps({"version": version, "shell": shell, "optional": optional}).encode()
