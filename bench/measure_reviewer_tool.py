"""Claim: the reviewer's tool opens a case of 2 GiB in as much memory as one of 1 MiB.

`second-look-reviewer open` runs on two sealed case files, each with one record; the highest resident memory of either
run is compared. The time of the large one is printed against `sha256sum` of the same file in the same run, and has
no budget.

Run: bench/run.sh reviewer_tool
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from bench.figures import GIB, MIB, Budgets, conditions, figure
from bench.relay_load import disk_folder
from reviewer.envelope import Place, seal_stream
from scripts.vectors.author import SealedFile
from scripts.vectors.case_file import TIME, case_file_members
from server.crypto.encoding import to_base64url
from server.crypto.envelope_layout import PartHasher, parts_digest
from server.crypto.words import six_words
from tests.reviewer import sealed_case
from tests.reviewer.sealed_case import write_key_file

SMALL_BYTES, LARGE_BYTES = MIB, 2 * GIB
KEY, SALT = b"k" * 32, b"s" * 24
RUN_TOOL = (
    "import sys, resource, reviewer.main as m; m._now_ms = lambda: {now}; code = m.main(sys.argv[1:]); "
    "print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr); sys.exit(code)"
)


class Repeated(io.RawIOBase):
    """The same mebibyte again and again."""

    block = hashlib.shake_256(b"block").digest(1024 * 1024)

    def read(self, size: int = -1) -> bytes:
        """The first bytes of the block, whatever was read before."""
        return self.block[:size]


def write_case(path: Path, data_bytes: int) -> bytes:
    """Write a case file whose only record is one large file; returns the clinic's key."""
    case = sealed_case.seal_case({"Placeholder": [("a", "text/plain", b"a")]})
    author = case.shared.author
    envelope_id = "ef" * 16
    place = Place(author.case_id, envelope_id, "content")
    hasher, whole, crc = PartHasher(256), hashlib.sha256(), 0
    source = cast(BinaryIO, Repeated())
    sealed_path = path.with_suffix(".sealed")
    with sealed_path.open("wb") as target:
        for piece in seal_stream(KEY, SALT, place, source, data_bytes):
            hasher.update(piece)
            crc = zlib.crc32(piece, crc)
            target.write(piece)
    left = data_bytes
    while left:
        # seal_stream reads at most one chunk at a time; the data is the same block cut the same way.
        size = min(16_384 - (8 if left == data_bytes else 0), left)
        whole.update(Repeated.block[:size])
        left -= size
    reference = {
        "envelope_id": envelope_id,
        "part_chunks": 256,
        "parts_sha256": parts_digest(hasher.part_hashes()),
        "size_bytes": hasher.size_bytes,
    }
    content = {
        "content_key": to_base64url(KEY),
        "envelope_id": envelope_id,
        "media_type": "application/octet-stream",
        "name": "large.bin",
        "rotation_degrees": 0,
        "scan": None,
        "sha256": whole.hexdigest(),
        "size_bytes": data_bytes,
        "thumbnail": None,
    }
    large = SealedFile(content, reference, b"", b"")
    author.seal_file = lambda *_, **__: large  # type: ignore[method-assign]
    record = author.add_record("Large")
    entry = case.shared.entry
    clinic = case.shared.clinic
    case.shared.consent_id = author.give_consent(
        sealed_case.REVIEWER,
        [record],
        entry=entry.to_json(),
        announcement_sha256=entry.leaf_sha256,
        proof=clinic.proof(entry),
    )
    case.shared.records = [record]
    members = case_file_members(case.shared, sealed_case.REVIEWER)
    members[f"envelopes/{envelope_id}.parts"] = b"".join(hasher.part_hashes())
    _write_zip(path, members, f"envelopes/{envelope_id}", sealed_path, crc)
    sealed_path.unlink()
    return clinic.clinic_public


def _write_zip(path: Path, members: dict[str, bytes], large: str, large_path: Path, large_crc: int) -> None:
    central = b""
    with path.open("wb") as target:
        for name, data in members.items():
            is_large = name == large
            size = large_path.stat().st_size if is_large else len(data)
            crc = large_crc if is_large else zlib.crc32(data)
            offset, encoded = target.tell(), name.encode()
            target.write(
                struct.pack("<4sHHHIIIIHH", b"PK\x03\x04", 45, 0x0808, 0, TIME, 0, 0, 0, len(encoded), 0)
                + encoded
            )
            if is_large:
                with large_path.open("rb") as source:
                    while piece := source.read(1024 * 1024):
                        target.write(piece)
            else:
                target.write(data)
            target.write(struct.pack("<4sIII", b"PK\x07\x08", crc, size, size))
            central += (
                struct.pack(
                    "<4sHHHHIIIIHHHHHII",
                    b"PK\x01\x02",
                    0x032D,
                    45,
                    0x0808,
                    0,
                    TIME,
                    crc,
                    size,
                    size,
                    len(encoded),
                    0,
                    0,
                    0,
                    0,
                    0o100664 << 16,
                    offset,
                )
                + encoded
            )
        start = target.tell()
        target.write(
            central
            + struct.pack(
                "<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(members), len(members), len(central), start, 0
            )
        )


def run_tool(folder: Path, case: Path, clinic_public: bytes, out: str) -> tuple[int, float]:
    """Peak memory in MiB and seconds of one run."""
    key = write_key_file(folder)
    arguments = [
        "open",
        str(case),
        "--key",
        str(key),
        "--passphrase-file",
        str(folder / "passphrase"),
        "--clinic",
        " ".join(six_words(clinic_public)),
        "--out",
        str(folder / out),
    ]
    program = RUN_TOOL.format(now=sealed_case.NOW_MS)
    environment = os.environ | {"XDG_CONFIG_HOME": str(folder / "configuration")}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    seconds = time.perf_counter() - start
    return int(done.stderr.rsplit("peak ", 1)[1]), seconds


def main() -> None:
    conditions()
    budgets = Budgets()
    with disk_folder() as folder:
        small, large = folder / "small.second-look", folder / "large.second-look"
        public = write_case(small, SMALL_BYTES)
        write_case(large, LARGE_BYTES)
        small_peak, _ = run_tool(folder, small, public, "small")
        large_peak, seconds = run_tool(folder, large, public, "large")
        start = time.perf_counter()
        subprocess.run(["sha256sum", str(large)], check=True, stdout=subprocess.DEVNULL)
        baseline = time.perf_counter() - start
    figure("highest memory with 1 MiB", small_peak, "MiB")
    figure("highest memory with 2 GiB", large_peak, "MiB")
    figure("2 GiB opened", LARGE_BYTES / MIB / seconds, "MiB/s")
    figure("time against sha256sum of the same file", seconds / baseline, "x")
    budgets.at_most("memory for 2 GiB above that for 1 MiB", large_peak - small_peak, 32, "MiB")
    budgets.finish()


if __name__ == "__main__":
    main()
