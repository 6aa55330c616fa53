"""Reads JavaScript just well enough to tell code from comments and strings."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

_STATIC_IMPORT = re.compile(
    r"""(?:^|[;}\s])(?:import|export)\s*(?:[\w$*\s{},]*?\bfrom\s*)?(["'])([^"'\n]+)\1"""
)
_DYNAMIC_IMPORT = re.compile(r"""\bimport\s*\(\s*(["'`])([^"'`\n]+)\1""")
_WORKER_ADDRESS = re.compile(r"""\bnew\s+URL\(\s*(["'])([^"'\n]+\.js)\1\s*,\s*import\.meta\.url""")
_MAY_PRECEDE_REGEX = set("(,=:[!&|?{};+-*%~^<>\n") | {""}


def without_comments(source: str) -> str:
    """The source with each comment replaced by spaces (lines keep their numbers). Strings stay."""
    return _blank(source, strings_too=False)


def code_only(source: str) -> str:
    """The source with comments and the insides of strings blanked: what is left is code."""
    return _blank(source, strings_too=True)


def _blank(source: str, *, strings_too: bool) -> str:
    kept: list[str] = []
    at = 0
    while at < len(source):
        end, is_comment, is_string = _token(source, at, kept)
        piece = source[at:end]
        if is_comment:
            piece = re.sub(r"[^\n]", " ", piece)
        elif is_string and strings_too:
            piece = piece[0] + re.sub(r"[^\n]", " ", piece[1:-1]) + piece[-1]
        kept.append(piece)
        at = end
    return "".join(kept)


def _token(source: str, at: int, kept: list[str]) -> tuple[int, bool, bool]:
    """(end, is it a comment, is it a string) of what begins at `at`."""
    two = source[at : at + 2]
    if two == "//":
        return _find(source, "\n", at), True, False
    if two == "/*":
        return _find(source, "*/", at + 2) + 2, True, False
    if source[at] in "\"'":
        return _end_of_quoted(source, at, source[at]), False, True
    if source[at] == "`":
        return _end_of_template(source, at), False, False
    if source[at] == "/" and _last_sign(kept) in _MAY_PRECEDE_REGEX:
        return _end_of_regex(source, at), False, True
    return at + 1, False, False


def _find(source: str, wanted: str, start: int) -> int:
    found = source.find(wanted, start)
    return len(source) if found < 0 else found


def _last_sign(kept: list[str]) -> str:
    for piece in reversed(kept):
        sign = piece.rstrip(" \t")
        if sign:
            return sign[-1]
    return ""


def _end_of_quoted(source: str, at: int, quote: str) -> int:
    match = re.compile(rf"{quote}(?:\\.|[^\\{quote}\n])*{quote}", re.DOTALL).match(source, at)
    return match.end() if match else at + 1


def _end_of_template(source: str, at: int) -> int:
    match = re.compile(r"`(?:\\.|[^\\`])*`", re.DOTALL).match(source, at)
    return match.end() if match else at + 1


def _end_of_regex(source: str, at: int) -> int:
    match = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*").match(source, at)
    return match.end() if match else at + 1


def imports(path: Path) -> list[str]:
    """What a module imports, at its head, later, or as the address of a worker; comments (types) don't count."""
    return _found(path, _STATIC_IMPORT, _DYNAMIC_IMPORT, _WORKER_ADDRESS)


def imports_at_head(path: Path) -> list[str]:
    """What must be there before a module can run."""
    return _found(path, _STATIC_IMPORT)


def _found(path: Path, *patterns: re.Pattern[str]) -> list[str]:
    source = without_comments(path.read_text(encoding="utf-8"))
    return [match.group(2) for pattern in patterns for match in pattern.finditer(source)]


def resolve(importer: str, specifier: str) -> str:
    """ "acts/enrol.js", "../relay/cases.js" → "relay/cases.js"; what is not relative stays as it is."""
    if not specifier.startswith("."):
        return specifier
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), specifier))
