"""File names that no system trips over, made from names that people wrote (spec/case.md section 3)."""

from __future__ import annotations

import re
import unicodedata

LONGEST_STEM = 60
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}\Z")


def safe_stem(name: str, fallback: str) -> str:
    """Letters, digits and single hyphens, at most 60 characters; never empty, hidden or reserved."""
    characters = [
        character if unicodedata.category(character)[0] in "LN" else "-"
        for character in unicodedata.normalize("NFC", name)
    ]
    stem = re.sub(r"-+", "-", "".join(characters)).strip("-")[:LONGEST_STEM].strip("-")
    while len(stem.encode()) > 180:
        stem = stem[:-1]
    return f"{fallback}-{stem}" if _RESERVED.match(stem) else stem or fallback


def safe_suffix(name: str, media_type: str) -> str:
    """The suffix that belongs to the media type, or the name's own harmless one, or `.bin`."""
    known = _SUFFIXES.get(media_type)
    if known is not None:
        return known
    match = _SUFFIX.search(name.lower())
    return match[0] if match and match[0] not in _ACTIVE_SUFFIXES else ".bin"


_SUFFIXES = {
    "application/dicom": ".dcm",
    "application/pdf": ".pdf",
    "image/heic": ".heic",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "text/plain": ".txt",
}

_ACTIVE_SUFFIXES = frozenset(
    f".{suffix}"
    for suffix in (
        "app", "bat", "cmd", "com", "cpl", "desktop", "exe", "hta", "htm", "html", "jar", "js", "jse", "lnk",
        "mht", "msi", "pif", "ps1", "py", "reg", "scr", "sh", "svg", "svgz", "url", "vb", "vbe", "vbs", "wsf",
        "xhtml", "xml",
    )
)  # fmt: skip
"""Files that a system would run or a browser would obey keep their bytes but not their suffix."""
