"""Which Python module may import which, found by reading the source."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.project import cycles, files

ZONES = ("server", "reviewer")
WEB = {"flask", "flask_wtf", "werkzeug", "wtforms", "gunicorn", "webauthn"}

# What could open something sealed. The relay has no use for any of it.
FORBIDDEN_IN_SERVER = {
    "cryptography.hazmat.primitives.ciphers",
    "cryptography.hazmat.primitives.hpke",
    "cryptography.hazmat.primitives.asymmetric.x25519",
    "cryptography.hazmat.primitives.asymmetric.x448",
    "cryptography.hazmat.primitives.asymmetric.mlkem",
    "cryptography.fernet",
    "nacl.secret",
    "nacl.public",
    "nacl.pwhash",
    "pyhpke",
    "mnemonic",
    "pypdf",
    "pydicom",
}
FORBIDDEN_NAMES = (
    "crypto_aead_",
    "crypto_box",
    "crypto_secretbox",
    "crypto_secretstream",
    "crypto_kem_",
    "crypto_scalarmult",
    "crypto_kx_",
    "X25519PrivateKey",
    "MLKEM768PrivateKey",
    "MLKEM1024PrivateKey",
    "XWingPrivateKey",
    "ChaCha20Poly1305",
    "AESGCM",
    "SecretBox",
    "SealedBox",
    "decrypt",
    "decapsulate",
)


@dataclass(frozen=True)
class Import:
    """One import, as the module meant."""

    module: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"{self.module} (line {self.line}) imports {self.target}"


def module_name(root: Path, path: Path) -> str:
    """server/crypto/__init__.py → server.crypto"""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules(root: Path) -> dict[str, Path]:
    """Every module of the zones, and wsgi."""
    paths = [path for zone in ZONES for path in files(root, f"{zone}/**/*.py")] + files(root, "wsgi.py")
    return {module_name(root, path): path for path in paths}


def imports_of(root: Path, name: str, path: Path, known: set[str]) -> list[Import]:
    """Everything a module imports, also inside functions. `from a import b` is a.b where that is a module of ours."""
    found = []
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            found += [Import(name, alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            for alias in node.names:
                full = f"{base}.{alias.name}"
                ours = base.partition(".")[0] in ZONES
                found.append(Import(name, full if full in known or not ours else base, node.lineno))
    return found


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if node.level == 0:
        return node.module or ""
    parts = package.split(".")
    kept = parts[: len(parts) - node.level + 1]
    return ".".join([*kept, *([node.module] if node.module else [])])


def all_imports(root: Path) -> list[Import]:
    """Every import of every module of ours."""
    known = modules(root)
    return [found for name, path in known.items() for found in imports_of(root, name, path, set(known))]


def _is_in(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def wrong_arrows(root: Path) -> list[str]:
    """Imports that break a rule of docs/architecture.md."""
    faults = []
    for found in all_imports(root):
        source, target = found.module, found.target
        web = target.partition(".")[0] in WEB
        rules = {
            "routes use store, crypto and the relay's own helpers": _is_in(source, "server.routes")
            and _is_in(target, "server.app", "server.run", "server.cli"),
            "store stands alone": _is_in(source, "server.store")
            and (web or (_is_in(target, "server") and not _is_in(target, "server.store", "server.settings"))),
            "crypto stands alone": _is_in(source, "server.crypto")
            and (web or (_is_in(target, "server") and not _is_in(target, "server.crypto"))),
            "only app, run and cli join the parts": _is_in(target, "server.routes")
            and not _is_in(source, "server.routes", "server.app"),
            "server never imports reviewer": _is_in(source, "server", "wsgi") and _is_in(target, "reviewer"),
            "reviewer uses server.crypto only": _is_in(source, "reviewer")
            and (web or (_is_in(target, "server") and not _is_in(target, "server.crypto"))),
            "tests are not part of the product": _is_in(target, "tests"),
        }
        faults += [f"{rule}: {found}" for rule, broken in rules.items() if broken]
    return faults


def import_cycles(root: Path) -> list[str]:
    """Modules of ours that import each other, at any distance."""
    known = modules(root)
    graph: dict[str, set[str]] = {name: set() for name in known}
    for found in all_imports(root):
        if found.target in known and found.target != found.module:
            graph[found.module].add(found.target)
    return [" → ".join(ring) for ring in cycles(graph)]


def ways_to_open(root: Path) -> list[str]:
    """Anything in the relay that could decrypt: imports, and names that are used."""
    faults = [
        f"the relay could decrypt: {found}"
        for found in all_imports(root)
        if _is_in(found.module, "server", "wsgi") and _is_in(found.target, *FORBIDDEN_IN_SERVER)
    ]
    for name, path in modules(root).items():
        if not _is_in(name, "server", "wsgi"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            used = _name_of(node)
            if used and any(part in used for part in FORBIDDEN_NAMES):
                faults.append(
                    f"the relay could decrypt: {name} (line {getattr(node, 'lineno', 0)}) uses {used}"
                )
    return faults


def _name_of(node: ast.AST) -> str | None:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
            return name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
    return None
