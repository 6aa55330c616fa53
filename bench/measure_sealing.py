"""Claim: two workers in Chromium seal 256 MiB with at least a quarter of the speed that libsodium has natively on one
core.

256 MiB of random bytes lie in the page's memory and are sealed, part by part, by the app's own workers through
libsodium.js, with recycled buffers; that includes the way to the workers and back, and the SHA-256 of each part.
Natively, libsodium (of PyNaCl, called without the copies that PyNaCl makes) seals the same bytes in the same chunks
from memory to memory, and hashes nothing. Both take turns, nine times; the fastest of each counts, since other work
on a machine can only slow them down. The parts must have the same digest as those of the tool's own sealer. Each
step alone shows where the rest goes. How fast a file is sealed that is read meanwhile, as the app does it, is shown
beside a native program that reads and hashes, too.

Run: bench/run.sh sealing
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import time
from pathlib import Path

import nacl.bindings
from nacl._sodium import ffi, lib  # type: ignore[import-not-found]  # A compiled module without types.

from bench.browser import SERVED, module_page
from bench.figures import MIB, Budgets, conditions, figure
from reviewer.envelope import Place, seal_stream
from server.crypto.encoding import to_base64url
from server.crypto.envelope_layout import (
    CHUNK_BYTES,
    SALT_BYTES,
    SEALED_CHUNK_BYTES,
    PartHasher,
    parts_digest,
)

DATA_BYTES = 256 * MIB
PART_CHUNKS = 256
ROUNDS = 9
MODULE = f'import("{SERVED}seal_in_page.mjs")'
PLACE = Place("11" * 16, "22" * 16, "content")


def native_seconds(data: bytes, room: bytearray) -> float:
    """Seal all chunks one after the other in one thread, from memory to memory."""
    plain, sealed, key = ffi.from_buffer(data), ffi.from_buffer(room), bytes(32)
    seal, null = lib.crypto_aead_chacha20poly1305_ietf_encrypt, ffi.NULL
    start = time.perf_counter()
    for chunk in range(DATA_BYTES // CHUNK_BYTES):
        to, source, nonce = (
            sealed + chunk * SEALED_CHUNK_BYTES,
            plain + chunk * CHUNK_BYTES,
            chunk.to_bytes(12, "big"),
        )
        seal(to, null, source, CHUNK_BYTES, null, 0, null, nonce, key)
    return time.perf_counter() - start


def native_job_seconds(path: Path, room: bytearray) -> float:
    """The whole job natively: read the file, seal it, hash the parts."""
    start = time.perf_counter()
    data = path.read_bytes()
    reading = time.perf_counter() - start
    sealing = native_seconds(data, room)
    start = time.perf_counter()
    for part in range(0, len(room), PART_CHUNKS * SEALED_CHUNK_BYTES):
        hashlib.sha256(memoryview(room)[part : part + PART_CHUNKS * SEALED_CHUNK_BYTES]).digest()
    return reading + sealing + time.perf_counter() - start


def digest_by_tool(data: bytes, content_key: bytes, salt: bytes) -> str:
    """What the parts must be."""
    hasher = PartHasher(PART_CHUNKS)
    for piece in seal_stream(content_key, salt, PLACE, io.BytesIO(data), DATA_BYTES):
        hasher.update(piece)
    return parts_digest(hasher.part_hashes())


def main() -> None:
    # Without it libsodium would take its plain implementation instead of the processor's best.
    nacl.bindings.sodium_init()
    budgets = Budgets()
    data, content_key, salt = os.urandom(DATA_BYTES), os.urandom(32), os.urandom(SALT_BYTES)
    expected = digest_by_tool(data, content_key, salt)
    room = bytearray(DATA_BYTES // CHUNK_BYTES * SEALED_CHUNK_BYTES)
    name = {
        "caseId": PLACE.case_id,
        "contentKey": to_base64url(content_key),
        "envelopeId": PLACE.envelope_id,
        "purpose": PLACE.purpose,
    }
    with (
        tempfile.NamedTemporaryFile(suffix=".bin") as file,
        module_page(["bench/seal_in_page.mjs"]) as page,
    ):
        Path(file.name).write_bytes(data)
        browser = page.context.browser
        conditions(f"Chromium {browser.version if browser else ''}")
        page.evaluate(f"async () => (await {MODULE}).addPicker()")
        page.locator("input").set_input_files(file.name)

        options = {"name": name, "salt": to_base64url(salt)}

        def seal(*, workers: int = 2, from_memory: bool) -> float:
            given = {**options, "workers": workers, "fromMemory": from_memory}
            sealed = page.evaluate(f"async (given) => (await {MODULE}).seal(given)", given)
            if sealed["partsSha256"] != expected:
                raise SystemExit("The browser did not seal the same bytes as the tool.")
            return float(sealed["seconds"])

        native, one, two, job, native_job = [], [], [], [], []
        for _ in range(ROUNDS):
            native.append(native_seconds(data, room))
            two.append(seal(from_memory=True))
            one.append(seal(workers=1, from_memory=True))
            native_job.append(native_job_seconds(Path(file.name), room))
            job.append(seal(from_memory=False))
        speed(native, "native libsodium, one core")
        speed(one, "Chromium, one worker")
        speed(two, "Chromium, two workers")
        speed(native_job, "native: read the file, seal it, hash the parts, one core")
        speed(job, "Chromium, two workers, reading the file meanwhile")
        figure("the same against the native job", min(native_job) / min(job), "x")
        figure("the same against native libsodium, which only seals", min(native) / min(job), "x")
        print("  Each step alone, in one thread, for 256 MiB:")
        for step, seconds in page.evaluate(f"async () => (await {MODULE}).steps()").items():
            figure(f"  {step}", seconds * 1000, "ms")
        figure("  native libsodium, for comparison", min(native) * 1000, "ms")
    budgets.at_least("two workers against native libsodium on one core", min(native) / min(two), 0.25, "x")
    budgets.finish()


def speed(seconds: list[float], what: str) -> None:
    """Print how fast something is."""
    figure(what, DATA_BYTES / MIB / min(seconds), "MiB/s")


if __name__ == "__main__":
    main()
