"""`python -m server.run`, as `make run` and a release step call it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from server.crypto.checkpoints import open_checkpoint
from server.key_files import load_clinic_key, load_relay_keys
from tests.server.postgresql import PostgresqlCluster

ROOT = Path(__file__).parents[2]
START_SECONDS = 30
LINK = re.compile(r"http://localhost:\d+/#clinic=([A-Za-z0-9_-]{43})\n")
INVITATION = re.compile(
    r"http://localhost:\d+/reviewer#invitation=([A-Za-z0-9_-]{43})&clinic=([A-Za-z0-9_-]{43})\n"
)


def environment(data: Path, **more: str) -> dict[str, str]:
    """Settings of a first start, whatever this test run has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SECOND_LOOK_")}
    return {**kept, "SECOND_LOOK_DATA": str(data), "PYTHONUNBUFFERED": "1", **more}


def prepare(data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A start that ends before it serves."""
    command = [sys.executable, "-m", "server.run", "--prepare"]
    return subprocess.run(
        command, cwd=ROOT, env=environment(data, **more), capture_output=True, text=True, timeout=60
    )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(data: Path) -> tuple[str, str, str]:
    """Start, wait until it says that it serves, read its checkpoint, stop; returns what it printed, too."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "server.run"],
        cwd=ROOT,
        env=environment(data, PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        said = ""
        try:
            while "Stop with Ctrl+C" not in said:
                line = process.stdout.readline()
                assert line, f"the relay ended:\n{said}"
                said += line
            health, checkpoint = (ask(port, path) for path in ("/healthz", "/directory/checkpoint"))
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            said += process.stdout.read()
    return said, health, checkpoint


def ask(port: int, path: str) -> str:
    """The answer, as soon as the relay listens."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def test_a_second_start_keeps_everything(tmp_path: Path) -> None:
    first, health, checkpoint = serve(tmp_path / "data")
    assert health == '{"status":"ok"}'
    second, _, checkpoint_again = serve(tmp_path / "data")
    assert LINK.search(first) is not None
    assert LINK.findall(first) == LINK.findall(second)
    assert checkpoint == checkpoint_again
    invitations = [INVITATION.search(said) for said in (first, second)]
    # There is still no reviewer, and the first link is kept as a hash only: so there is a fresh one.
    assert invitations[0] is not None
    assert invitations[1] is not None
    assert invitations[0][1] != invitations[1][1]
    assert invitations[0][2] == invitations[1][2] == LINK.findall(first)[0]


def test_the_command_that_is_named_works_on_this_relay(tmp_path: Path) -> None:
    said, _, _ = serve(tmp_path / "the data")
    (command,) = re.findall(r"Afterwards: (.* reviewers), and", said)
    named = command.replace(".venv/bin/flask", f"{sys.executable} -m flask")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SECOND_LOOK_")}
    done = subprocess.run(named, shell=True, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"SECOND_LOOK_DATA='{tmp_path}/the data'" in command


@pytest.mark.usefixtures("object_store")
def test_a_store_that_refuses_the_relay_ends_the_start_with_a_sentence(
    tmp_path: Path, postgresql: PostgresqlCluster
) -> None:
    database_url = postgresql.make_database("refused")
    done = prepare(tmp_path, SECOND_LOOK_DATABASE_URL=database_url, SECOND_LOOK_BLOBS_URL="s3://not-made")
    assert done.returncode == 1
    assert done.stderr.startswith("Sealed files can't be stored in s3://not-made: ")
    assert "404 Not Found" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_first_start_signs_the_log_of_the_clinic(tmp_path: Path) -> None:
    _, _, checkpoint = serve(tmp_path / "data")
    keys = load_relay_keys(tmp_path / "data/keys")
    opened = open_checkpoint(checkpoint, checkpoint.partition("\n")[0], bytes(keys.log.verify_key))
    assert opened.size == 1


def test_preparing_makes_all_that_a_host_needs_before_it_serves(tmp_path: Path) -> None:
    done = prepare(tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, "")
    assert load_clinic_key(tmp_path / "data/keys/clinic.key")
    assert (tmp_path / "data/second-look.sqlite3").exists()
    again = prepare(tmp_path / "data")
    assert again.returncode == 0


def test_another_log_key_than_the_directorys_is_refused_with_a_sentence(tmp_path: Path) -> None:
    prepare(tmp_path / "data")
    shutil.copy(tmp_path / "data/keys/receipt.key", tmp_path / "data/keys/log.key")
    done = prepare(tmp_path / "data")
    assert done.returncode == 1
    assert done.stderr.strip().endswith(
        "log.key is another key than the directory's. Take it from the backup."
    )
    assert "Traceback" not in done.stderr


def test_the_clinic_key_may_be_away_when_the_relay_starts(tmp_path: Path) -> None:
    prepare(tmp_path / "data")
    (tmp_path / "data/keys/clinic.key").unlink()
    assert prepare(tmp_path / "data").returncode == 0
    assert not (tmp_path / "data/keys/clinic.key").exists()


def test_a_wrong_setting_ends_with_its_sentence(tmp_path: Path) -> None:
    done = prepare(tmp_path / "data", PORT="none")
    assert (done.returncode, done.stderr) == (1, "PORT must be a whole number from 1 to 65535.\n")


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "server.run"]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(tmp_path / "data", PORT=str(port)),
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is in use.")
