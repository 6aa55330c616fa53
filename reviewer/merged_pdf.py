"""All pages of a case in one PDF, with a bookmark for each record and each of its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfWriter

LARGEST_MERGED_BYTES = 1024 * 1024 * 1024


@dataclass
class _Chapter:
    title: str
    files: list[tuple[str, Path]] = field(default_factory=list)


@dataclass
class MergedPdf:
    """Collects pages that were made already, in order, and writes them at the end."""

    chapters: list[_Chapter] = field(default_factory=list)
    size_bytes: int = 0

    def begin_record(self, title: str) -> None:
        """The next files belong to this record."""
        self.chapters.append(_Chapter(title))

    def has_room_for(self, pages: Path) -> bool:
        """Whether the merged file stays within 1 GiB, which bounds the memory that it needs."""
        return self.size_bytes + pages.stat().st_size <= LARGEST_MERGED_BYTES

    def add(self, name: str, pages: Path) -> None:
        """Add the pages of one file of the record."""
        self.chapters[-1].files.append((name, pages))
        self.size_bytes += pages.stat().st_size

    def write(self, target: Path) -> int:
        """Write the merged PDF; returns its number of pages, 0 (and no file) where there are none."""
        writer = PdfWriter()
        for chapter in self.chapters:
            bookmark = None
            for name, pages in chapter.files:
                first_page = len(writer.pages)
                writer.append(pages, import_outline=False)
                bookmark = bookmark or writer.add_outline_item(title=chapter.title, page_number=first_page)
                writer.add_outline_item(title=name, page_number=first_page, parent=bookmark)
        if not writer.pages:
            return 0
        writer.add_metadata(
            {"/Title": "Second Look: records of one case", "/Producer": "second-look-reviewer"}
        )
        writer.write(target)
        return len(writer.pages)
