"""Which module of the browser may import which, and what none may do."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.javascript_source import code_only, imports, resolve, without_comments
from tests.architecture.project import cycles, files

MIDDLE = {"case", "keys", "relay", "local-store", "workers"}
BELOW = {
    "ui": {"acts"},
    "acts": MIDDLE | {"crypto", "scan", "wire"},
    **{layer: {"crypto", "wire"} for layer in MIDDLE},
    "workers": {"crypto", "wire", "scan"},
    "scan": {"wire"},
    "crypto": {"wire"},
    "wire": set[str](),
    # The frame that draws what strangers made: beside its own modules only a few pure ones.
    "viewer": set[str](),
}
VIEWER_MAY_USE = {
    "scan/looks.js",
    "workers/file-kind.js",
    "workers/image-header.js",
    "ui/reviewer/document/keys.js",
}

NETWORK = re.compile(r"\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b")
FORBIDDEN = {
    "innerHTML": re.compile(r"\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdangerouslySetInnerHTML\b"),
    "code made from text": re.compile(r"\beval\s*\(|\bnew\s+Function\s*\(|\bdocument\.write"),
    "randomness that can be guessed": re.compile(r"\bMath\.random\b"),
    "a place that keeps secrets in clear": re.compile(r"\b(?:local|session)Storage\b|\bdocument\.cookie\b"),
}
FOREIGN_ADDRESS = re.compile(r"""["'`](?:https?:|wss?:)?//[\w$]""")

# Each exception says why. A path is below pwa/static/js.
EXCEPTIONS = {
    (
        "relay/back-off.js",
        "randomness that can be guessed",
    ): "spreads retries over time; nothing depends on it",
    ("ui/i18n.js", "a place that keeps secrets in clear"): "keeps which language was chosen",
    (
        "viewer/assets.js",
        "network",
    ): "a method that pdf.js calls by this name; it asks the page around the frame",
    ("scan/page-network.js", "network"): "reads the network's weights, one of the app's own static files",
    (
        "scan/text-reader.js",
        "network",
    ): "reads what is known of a language, one of the app's own static files",
    ("workers/pdf-jobs.js", "network"): "reads a font and a colour profile of the app's own static files",
    ("ui/i18n.js", "network"): "reads a catalogue of sentences, one of the app's own static files",
}
# Names of XML vocabularies look like addresses, and nobody asks for them.
NAMESPACES = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.aiim.org/pdfa/ns/id/",
    "http://purl.org/dc/elements/1.1/",
    "http://ns.adobe.com/xap/1.0/",
)


def javascript_root(root: Path) -> Path:
    return root / "pwa/static/js"


def sources(root: Path) -> dict[str, Path]:
    """Path below pwa/static/js (or viewer/…) → file, for all modules of ours."""
    base = javascript_root(root)
    modules = {path.relative_to(base).as_posix(): path for path in files(base, "**/*.js")}
    return modules | {f"viewer/{path.name}": path for path in files(root / "pwa/viewer", "*.js")}


def _resolve(module: str, specifier: str) -> str:
    """What a module means by a specifier, named as in `sources`; vendored code is static/vendor/…"""
    served = module if module.startswith("viewer/") else f"static/js/{module}"
    return resolve(served, specifier).removeprefix("static/js/")


def _layer(module: str) -> str:
    return module.split("/", maxsplit=1)[0] if "/" in module else ""


def wrong_arrows(root: Path) -> list[str]:
    """Imports that break a rule of docs/architecture.md."""
    faults = []
    known = sources(root)
    for module, path in known.items():
        for specifier in imports(path):
            fault = _fault(module, _resolve(module, specifier), set(known))
            if fault:
                faults.append(f"{module} imports {specifier}: {fault}")
    return faults


def _fault(module: str, target: str, known: set[str]) -> str | None:
    if target.startswith("static/vendor/"):
        return (
            None if target.count("/") == 2 else "vendored code is imported by its address, vendor/<name>.js"
        )
    if target == "/service-worker.js":
        return None  # It is registered by its address at the site's root.
    if target not in known:
        return "there is no such module"
    layer, target_layer = _layer(module), _layer(target)
    if target == "errors.js" or (layer == target_layer and layer):
        return None
    if layer == "":
        is_joint = module.startswith("main") or module.endswith("-main.js")
        return None if is_joint else "only a main module joins the parts"
    if layer not in BELOW:
        return f"{layer}/ is not a folder of docs/architecture.md"
    allowed = target_layer in BELOW[layer] or (layer == "viewer" and target in VIEWER_MAY_USE)
    return None if allowed else f"{layer} does not use {target_layer or 'main modules'}"


def import_cycles(root: Path) -> list[str]:
    """Modules that import each other, at any distance."""
    known = sources(root)
    graph = {
        module: {_resolve(module, specifier) for specifier in imports(path)} & set(known)
        for module, path in known.items()
    }
    return [" → ".join(ring) for ring in cycles(graph)]


def forbidden_code(root: Path) -> list[str]:
    """Network code outside relay/, HTML from text, guessable randomness, foreign addresses."""
    faults = []
    scripts = dict(sources(root))
    worker = root / "pwa/service-worker.js"
    if worker.is_file():
        scripts["service-worker.js"] = worker
    for module, path in scripts.items():
        source = path.read_text(encoding="utf-8")
        code = code_only(source)
        may_ask = module.startswith("relay/") or module == "service-worker.js"
        rules = {**FORBIDDEN, **({} if may_ask else {"network": NETWORK})}
        for name, pattern in rules.items():
            if pattern.search(code) and (module, name) not in EXCEPTIONS:
                faults.append(f"{module}: {name}")
        text = without_comments(source)
        for namespace in NAMESPACES:
            text = text.replace(namespace, "")
        faults += [f"{module}: foreign address {match.group()}" for match in FOREIGN_ADDRESS.finditer(text)]
    return faults


def inline_code(root: Path) -> list[str]:
    """Pages that carry code or style in themselves, or ask another site."""
    faults = []
    patterns = {
        "a script without src": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
        "a style element or attribute": re.compile(r"<style|\sstyle=", re.IGNORECASE),
        "an event attribute": re.compile(r"\son[a-z]+=", re.IGNORECASE),
        "another site": re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE),
        "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    }
    for path in [*files(root, "pwa/*.html"), *files(root, "pwa/**/*.html")]:
        page = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        faults += [f"{path.name}: {name}" for name, pattern in patterns.items() if pattern.search(page)]
    return sorted(set(faults))
