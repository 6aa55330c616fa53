"""Claim: 25 rounds of `kill -9` under upload lose no acknowledged part and leave no torn file.

In each round eight connections send an envelope's parts of 4 MiB to a relay as `make run` starts it, and all of its
processes are killed at a random moment. Then every file with a name in the blob store must hold exactly what its
name says; after a new start the relay must say that it has every part that it acknowledged, the database must be
sound, the rest is sent, and the whole must be accepted. Files without a row in the database are counted: they are
harmless (the part is sent again, or the relay's housekeeping deletes them). A kill is not a power cut: what the
kernel holds survives it; that files and folders are synced before the answer is shown by the relay's own tests.

Run: bench/run.sh kill_nine
"""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from bench.figures import MIB, Budgets, conditions, figure
from bench.relay_load import (
    CONNECTIONS,
    Envelope,
    FullRelay,
    Patient,
    disk_folder,
    envelope_size,
    run,
)

ROUNDS = 25
ROUND_BYTES = 128 * MIB
KILL_SECONDS = (0.05, 0.8)


def main() -> None:
    conditions()
    moments = random.Random(9)  # The same moments in every run, as far as a machine allows.
    acknowledged, lost, torn, unknown = 0, 0, 0, 0
    with disk_folder() as folder, FullRelay(folder) as relay:
        patient = Patient(relay.environment)
        for _ in range(ROUNDS):
            envelope = patient.announce(envelope_size(ROUND_BYTES))
            said = send_until_killed(relay, envelope, moments.uniform(*KILL_SECONDS))
            names, broken = files_of(relay, envelope)
            relay.start()
            held = have(relay, envelope)
            acknowledged += len(said)
            lost += len(said - held)
            torn += broken
            unknown += len(names - held)
            puts = envelope.puts()
            run(relay.port, [puts[index] for index in range(len(puts)) if index not in held])
            run(relay.port, [envelope.commit()])
            relay.forget(envelope.envelope_id)
        sound = database_is_sound(relay)
    figure("whole files that the database did not know yet", unknown, "files")
    budgets = Budgets()
    budgets.at_least("acknowledged before the kill", acknowledged, ROUNDS, "parts")
    budgets.at_most("acknowledged and lost", lost, 0, "parts")
    budgets.at_most("torn", torn, 0, "files")
    budgets.at_least("database sound", sound, 1)
    budgets.finish()


def send_until_killed(relay: FullRelay, envelope: Envelope, seconds: float) -> set[int]:
    """The parts that were acknowledged before all of the relay's processes were killed."""
    acknowledged: set[int] = set()
    queue = iter(enumerate(envelope.puts()))
    first = threading.Event()

    def send() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", relay.port, timeout=30)
        try:
            for index, put in iter(lambda: next(queue, None), None):
                connection.request(put.method, put.path, put.body, dict(put.headers))
                with connection.getresponse() as answer:
                    answer.read()
                if answer.status != http.client.CREATED:
                    raise RuntimeError(f"part {index}: {answer.status}")
                acknowledged.add(index)
                first.set()
        except (OSError, http.client.HTTPException):
            return  # The relay was killed.
        finally:
            connection.close()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        senders = [pool.submit(send) for _ in range(CONNECTIONS)]
        if not first.wait(60):
            raise RuntimeError("no part was acknowledged within a minute")
        time.sleep(seconds)
        relay.stop(suddenly=True)
    for sender in senders:
        sender.result()
    return acknowledged


def files_of(relay: FullRelay, envelope: Envelope) -> tuple[set[int], int]:
    """The parts that have a file with a name, and how many of these are torn."""
    names, torn = set(), 0
    for path in (relay.data / "blobs").rglob("*"):
        if path.is_file():
            index, _, sha256 = path.name.partition("-")
            names.add(int(index))
            whole = hashlib.sha256(path.read_bytes()).hexdigest() == sha256 == envelope.hashes[int(index)]
            torn += not whole
    return names, torn


def have(relay: FullRelay, envelope: Envelope) -> set[int]:
    """The parts that the relay says it holds."""
    connection = http.client.HTTPConnection("127.0.0.1", relay.port, timeout=30)
    with closing(connection):
        headers = {**envelope.headers, "Content-Type": "application/json"}
        connection.request("POST", f"{envelope.path}/have", b"{}", headers)
        return set(json.loads(connection.getresponse().read())["have"])


def database_is_sound(relay: FullRelay) -> bool:
    """SQLite's own check of every page and index."""
    with closing(sqlite3.connect(relay.data / "second-look.sqlite3")) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


if __name__ == "__main__":
    main()
