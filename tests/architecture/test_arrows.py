"""The Python arrows: who imports whom, and that the relay cannot open anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.project import ROOT, plant
from tests.architecture.python_arrows import import_cycles, modules, ways_to_open, wrong_arrows

# Runs in a process of its own: every module of server.crypto is imported while the web framework can't be.
IMPORT_WITHOUT_WEB = """
import importlib, pkgutil, sys
for name in ("flask", "flask_wtf", "werkzeug", "sqlalchemy", "gunicorn", "webauthn", "pydantic"):
    sys.modules[name] = None
import server.crypto
for module in pkgutil.walk_packages(server.crypto.__path__, "server.crypto."):
    importlib.import_module(module.name)
"""


def test_every_arrow_is_allowed() -> None:
    assert wrong_arrows(ROOT) == []


def test_no_modules_import_each_other() -> None:
    assert import_cycles(ROOT) == []


def test_the_relay_has_nothing_that_could_decrypt() -> None:
    assert ways_to_open(ROOT) == []


def import_crypto_alone(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", IMPORT_WITHOUT_WEB], cwd=root, capture_output=True, text=True
    )


def test_crypto_imports_without_the_web_framework() -> None:
    assert "server.crypto" in modules(ROOT)
    done = import_crypto_alone(ROOT)
    assert done.returncode == 0, done.stderr


def test_crypto_that_needs_flask_is_found(tmp_path: Path) -> None:
    tree = {
        "server/__init__.py": "",
        "server/crypto/__init__.py": "",
        "server/crypto/deep.py": "import flask\n",
    }
    done = import_crypto_alone(plant(tmp_path, tree))
    assert done.returncode != 0
    assert "flask" in done.stderr


BAD_ARROWS = {
    "server/store/cases.py": "from server.crypto import statements\n",
    "server/store/accounts.py": "def late() -> None:\n    import flask\n",
    "server/store/upward.py": "from ..routes import cases\n",
    "server/crypto/statements.py": "from server.store.cases import Case\n",
    "server/crypto/fields.py": "from server.settings import Settings\n",
    "server/routes/cases.py": "from server.app import create_app\n",
    "server/errors.py": "import server.routes.cases\n",
    "server/app.py": "from reviewer import folder\n",
    "wsgi.py": "import reviewer.main\n",
    "reviewer/main.py": "from server.store import cases\n",
    "reviewer/settings.py": "import server.settings\n",
    "reviewer/pages.py": "import flask\n",
    "server/fixtures.py": "from tests.fixtures import report_pages\n",
}


@pytest.mark.parametrize("path", BAD_ARROWS)
def test_a_wrong_arrow_is_found(tmp_path: Path, path: str) -> None:
    plant(tmp_path, {"server/routes/__init__.py": "", path: BAD_ARROWS[path]})
    assert len(wrong_arrows(tmp_path)) >= 1


def test_right_arrows_are_left_alone(tmp_path: Path) -> None:
    tree = {
        "wsgi.py": "from server.app import create_app\n",
        "server/app.py": "import flask\nfrom server.routes import cases\n",
        "server/routes/cases.py": "import flask\nfrom server.store import cases\nfrom server.crypto import fields\n",
        "server/store/cases.py": "import sqlalchemy\n",
        "server/crypto/statements.py": "from nacl.signing import VerifyKey\nfrom . import fields\n",
        "server/crypto/fields.py": "import hashlib\n",
        "reviewer/main.py": "from server.crypto.statements import VerifyKey\n",
    }
    plant(tmp_path, tree)
    assert wrong_arrows(tmp_path) == import_cycles(tmp_path) == ways_to_open(tmp_path) == []


def test_a_cycle_is_found_at_any_distance(tmp_path: Path) -> None:
    tree = {
        "server/a.py": "from . import b\n",
        "server/b.py": "def late() -> None:\n    from server.c import thing\n",
        "server/c.py": "import server.a\n",
    }
    assert import_cycles(plant(tmp_path, tree)) == ["server.a → server.b → server.c → server.a"]


@pytest.mark.parametrize(
    "line",
    [
        "from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305",
        "from cryptography.hazmat.primitives import ciphers",
        "from cryptography.hazmat.primitives import hpke",
        "from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey",
        "from cryptography.hazmat.primitives.asymmetric import mlkem",
        "import nacl.secret",
        "from nacl.public import SealedBox",
        "from nacl import bindings\nopened = bindings.crypto_aead_chacha20poly1305_ietf_decrypt(b'', b'', b'', b'')",
        "from nacl.bindings import crypto_scalarmult",
        "from cryptography.fernet import Fernet",
        "def decrypt_record() -> None: ...",
    ],
)
def test_a_way_to_decrypt_is_found(tmp_path: Path, line: str) -> None:
    assert ways_to_open(plant(tmp_path, {"server/crypto/envelope.py": line + "\n"}))


def test_the_reviewers_tool_may_decrypt(tmp_path: Path) -> None:
    assert ways_to_open(plant(tmp_path, {"reviewer/envelope.py": "import nacl.secret\n"})) == []
