"""The words on the screens: catalogues that agree, words that nobody has to learn, styles that can be mirrored."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.javascript_source import imports, resolve, without_comments
from tests.architecture.project import files

_READER = Path(__file__).with_name("read-catalogues.mjs")
_MESSAGE_START = re.compile(r"^([A-Za-z][\w-]*)\s*=", re.MULTILINE)

# Words of the trade. The reviewer's own screens may name a key file, so reviewer*.ftl is not read for them.
BANNED = {
    "en": r"keys?|hash(es|ed)?|tokens?|(en|de)crypt\w*|cipher\w*|cryptograph\w*|upload failed|invalid|errors?",
    "de": r"schlüssel\w*|(ver|ent)schlüssel\w*|hash\w*|tokens?|krypto\w*|hochladen fehlgeschlagen|ungültig\w*|fehler",
}
_SIDES = re.compile(r"(?<![\w])(?:[\w-]+-)?(?:left|right)(?:-[\w-]+)?\b", re.IGNORECASE)

# t("welcome-title"), t(`kind-${kind}`), and the same through other names that end in Id or in "message".
_LITERAL_ID = re.compile(r"""\bt\(\s*(["'])([\w.-]+)\1""")
_BUILT_ID = re.compile(r"""\bt\(\s*`([\w.-]*)\$\{""")
_BARE_TEXT = re.compile(r">\s*([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’',.!?… -]*[A-Za-zÀ-ÿ.!?…])\s*</")
_BARE_ATTRIBUTE = re.compile(r"""\b(?:aria-label|title|placeholder|alt)=(["'])([A-Za-z][^"'$]*)\1""")
_NAMED_ERROR = re.compile(r"""\b(?:new SecondLookError|refuse)\(\s*["']([\w-]+)["']""")
_LOADED = re.compile(r"\bstartLanguages\(\s*\[([^\]]*)\]")
_STRING = re.compile(r"""["'`]([\w-]+)["'`]""")
_FROZEN_LIST = re.compile(r"export const (\w+) = Object\.freeze\(\[([^\]]*)\]")


@dataclass(frozen=True)
class Message:
    """One sentence of one catalogue."""

    arguments: tuple[str, ...]
    text: str


Catalogues = dict[str, dict[str, dict[str, Message]]]  # language → file → id → message


def catalogues(root: Path) -> Catalogues:
    """All catalogues, read by the library that the app uses."""
    paths = files(root, "pwa/static/locales/*/*.ftl")
    if not paths:
        return {}
    done = subprocess.run(["node", str(_READER), *map(str, paths)], capture_output=True, check=True)
    found: Catalogues = {}
    for name, messages in json.loads(done.stdout).items():
        path = Path(name)
        found.setdefault(path.parent.name, {})[path.name] = {
            identifier: Message(tuple(message["arguments"]), message["text"])
            for identifier, message in messages.items()
        }
    return found


def catalogue_faults(root: Path) -> list[str]:
    """Catalogues that differ from the English ones in files, ids or arguments; messages that can't be read."""
    faults = unreadable_messages(root)
    found = catalogues(root)
    english = found.get("en", {})
    if found and not english:
        return ["there is no English catalogue"]
    for language, by_file in found.items():
        for name in sorted(english.keys() ^ by_file.keys()):
            faults.append(f"{language}: {name} is not in both languages")
        for name in english.keys() & by_file.keys():
            ours, theirs = english[name], by_file[name]
            faults += [
                f"{language}/{name}: {key} is not in both languages"
                for key in sorted(ours.keys() ^ theirs.keys())
            ]
            faults += [
                f"{language}/{name}: {key} has other arguments than in English"
                for key in sorted(ours.keys() & theirs.keys())
                if ours[key].arguments != theirs[key].arguments
            ]
    return faults


def unreadable_messages(root: Path) -> list[str]:
    """Fluent silently skips what it can't read: each id that begins a line must have been read, and once."""
    faults = []
    read = catalogues(root)
    for path in files(root, "pwa/static/locales/*/*.ftl"):
        written = _MESSAGE_START.findall(path.read_text(encoding="utf-8"))
        where = f"{path.parent.name}/{path.name}"
        known = {key.partition(".")[0] for key in read[path.parent.name][path.name]}
        faults += [f"{where}: {key} can't be read" for key in sorted(set(written) - known)]
        faults += [
            f"{where}: {key} is there twice"
            for key in sorted({key for key in written if written.count(key) > 1})
        ]
    return faults


def missing_messages(root: Path) -> list[str]:
    """Ids that the code asks for and no catalogue has, and error codes without a sentence."""
    modules = files(root, "pwa/static/js/**/*.js")
    return _missing(modules, catalogues(root))


def missing_on_a_page(root: Path) -> list[str]:
    """Ids that the modules of a page ask for and the catalogues of that page don't have."""
    faults = []
    found = catalogues(root)
    for page in files(root, "pwa/static/js/*.js"):
        loaded = _LOADED.search(without_comments(page.read_text(encoding="utf-8")))
        if not loaded:
            continue
        names = [f"{name}.ftl" for name in re.findall(r'"([\w-]+)"', loaded.group(1))]
        of_page = {
            language: {name: by_file[name] for name in names if name in by_file}
            for language, by_file in found.items()
        }
        faults += [f"{page.name}: {fault}" for fault in _missing(_reached(root, page), of_page)]
    return faults


def _reached(root: Path, page: Path) -> list[Path]:
    """The modules of ours that a page loads, at once or later."""
    base = root / "pwa/static/js"
    waiting, reached = [page.relative_to(base).as_posix()], set[str]()
    while waiting:
        module = waiting.pop()
        path = base / module
        if module not in reached and not module.startswith("..") and path.is_file():
            reached.add(module)
            waiting += [resolve(module, specifier) for specifier in imports(path)]
    return [base / module for module in sorted(reached)]


def _missing(modules: Iterable[Path], found: Catalogues) -> list[str]:
    wanted, prefixes = used_ids(modules)
    faults = []
    for language, by_file in found.items():
        known = {key for messages in by_file.values() for key in messages}
        faults += [
            f"{language}: {key} ({where}) has no sentence"
            for key, where in sorted(wanted.items())
            if key not in known
        ]
        faults += [
            f"{language}: no sentence begins with {prefix} ({where})"
            for prefix, where in sorted(prefixes.items())
            if not any(key.startswith(prefix) for key in known)
        ]
    return faults


def unused_messages(root: Path) -> list[str]:
    """Messages that no code asks for: neither by name, nor by the beginning of a name that is built."""
    modules = files(root, "pwa/static/js/**/*.js")
    _, prefixes = used_ids(modules)
    sources = [without_comments(path.read_text(encoding="utf-8")) for path in modules]
    # A name may be chosen between two, or handed on: any string of the code may be one. So may an error's code.
    named = {text for source in sources for text in _STRING.findall(source)}
    faults = []
    for name, messages in catalogues(root).get("en", {}).items():
        for key in sorted({key.partition(".")[0] for key in messages}):
            known = key in named or key.removeprefix("error-") in named
            if not known and not any(key.startswith(prefix) for prefix in prefixes):
                faults.append(f"en/{name}: {key} is never shown")
    return faults


def used_ids(paths: Iterable[Path]) -> tuple[dict[str, str], dict[str, str]]:
    """(ids, beginnings of ids that are built while running), each with where it is used."""
    wanted: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    for path in paths:
        source = without_comments(path.read_text(encoding="utf-8"))
        wanted |= {match.group(2): path.name for match in _LITERAL_ID.finditer(source)}
        prefixes |= {match.group(1): path.name for match in _BUILT_ID.finditer(source) if match.group(1)}
        wanted |= {f"error-{code}": path.name for code in _NAMED_ERROR.findall(source)}
        if path.name == "errors.js":
            for _, codes in _FROZEN_LIST.findall(source):
                wanted |= {f"error-{code}": path.name for code in re.findall(r'"([\w-]+)"', codes)}
    return wanted, prefixes


def banned_words(root: Path) -> list[str]:
    """Sentences for patients with a word of the trade."""
    faults = []
    for language, by_file in catalogues(root).items():
        pattern = re.compile(rf"(?<![\w-])({BANNED.get(language, BANNED['en'])})(?![\w-])", re.IGNORECASE)
        for name, messages in by_file.items():
            if name.startswith("reviewer"):
                continue
            for key, message in messages.items():
                word = pattern.search(message.text)
                if word:
                    faults.append(f"{language}/{name}: {key} says “{word.group()}”")
    return faults


def bare_sentences(root: Path) -> list[str]:
    """Sentences that stand in the code of a screen and so in no catalogue."""
    faults = []
    for path in files(root, "pwa/static/js/ui/**/*.js"):
        source = without_comments(path.read_text(encoding="utf-8"))
        found = [match.group(1) for match in _BARE_TEXT.finditer(source)]
        found += [match.group(2) for match in _BARE_ATTRIBUTE.finditer(source)]
        faults += [f"{path.name}: “{text}” is in no catalogue" for text in found]
    return faults


def sided_styles(root: Path) -> list[str]:
    """Styles that name left or right: they would not be mirrored for a language that is written the other way."""
    faults = []
    for path in files(root, "pwa/**/*.css"):
        style = re.sub(r"/\*.*?\*/", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        faults += [f"{path.name}: {match.group()}" for match in _SIDES.finditer(style)]
    return faults
