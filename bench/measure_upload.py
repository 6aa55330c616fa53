"""Claims about the relay's disk path: parts of 4 MiB are taken, hash checked and synced, with at least 0.45 of the
speed of nginx's WebDAV PUT (which does neither) and at most 6 processor-seconds a GiB; ranges are sent with at most
0.5 processor-seconds a GiB; and the relay's memory is as large for 10 MB as for 2 GB.

The relay runs as `make run` starts it; what it keeps lies on the same disk as nginx's files. Eight kept connections
send the same parts to both in turns, five times 512 MiB; the fastest round of each counts, since other work on a
machine can only slow them down. Downloads are the ranges that the app asks for: whole parts. Memory is the
proportional set size of all processes of the relay, sampled twenty times a second over upload and download, with sixty
envelopes of 10 MB and with one of 2 GB over as many connections.

Run: bench/run.sh upload
"""

from __future__ import annotations

import itertools
from pathlib import Path

from bench.figures import GIB, MIB, Budgets, conditions, figure
from bench.nginx import Nginx
from bench.processes import peak_memory, processor_seconds
from bench.relay_load import (
    Envelope,
    FullRelay,
    Patient,
    Request,
    disk_folder,
    envelope_size,
    run,
    sync_disk,
)

ROUNDS = 5
ROUND_BYTES = 512 * MIB
RANGE_BYTES = 4 * MIB
SMALL_BYTES, LARGE_BYTES = 10_000_000, 2_000_000_000
# So many that all of the relay's threads have work in both cases.
SMALL_ENVELOPES = 60
MEMORY_ALLOWANCE = 32 * MIB


class Cost:
    """Seconds and processor-seconds for each GiB, of the best round."""

    def __init__(self) -> None:
        self.speeds: list[float] = []
        self.processor: list[float] = []

    def add(self, server: FullRelay | Nginx, requests: list[Request], size_bytes: int) -> None:
        """Make the requests to a server."""
        sync_disk()
        before = processor_seconds(server.processes())
        seconds = run(server.port, requests)
        spent = processor_seconds(server.processes()) - before
        self.speeds.append(size_bytes / MIB / seconds)
        self.processor.append(spent * GIB / size_bytes)


def part_ranges(envelope: Envelope, headers: dict[str, str]) -> list[Request]:
    """All of an envelope, part by part, as the app asks for it."""
    ends = list(itertools.accumulate(len(body) for body in envelope.bodies))
    return [_range(envelope, start, end, headers) for start, end in itertools.pairwise([0, *ends])]


def other_ranges(envelope: Envelope, headers: dict[str, str]) -> list[Request]:
    """The same in pieces that begin and end within parts."""
    starts = range(0, envelope.size_bytes, RANGE_BYTES)
    return [_range(envelope, at, min(at + RANGE_BYTES, envelope.size_bytes), headers) for at in starts]


def _range(envelope: Envelope, start: int, end: int, headers: dict[str, str]) -> Request:
    return Request("GET", envelope.path, None, {**headers, "Range": f"bytes={start}-{end - 1}"})


def compare(server: FullRelay, patient: Patient, folder: Path) -> tuple[Cost, Cost, Cost, Cost]:
    """Uploads to the relay, the same to nginx, downloads by part and by other ranges from the relay."""
    relay, dav, by_part, by_range = Cost(), Cost(), Cost(), Cost()
    size_bytes = envelope_size(ROUND_BYTES)
    with Nginx(folder / "nginx") as nginx:
        for _ in range(ROUNDS):
            envelope = patient.announce(size_bytes)
            relay.add(server, envelope.puts(), size_bytes)
            files = [Request("PUT", f"/{index}", body) for index, body in enumerate(envelope.bodies)]
            dav.add(nginx, files, size_bytes)
            run(nginx.port, [Request("DELETE", f"/{index}") for index in range(len(files))])
            run(server.port, [envelope.commit()])
            by_part.add(server, part_ranges(envelope, patient.headers), size_bytes)
            by_range.add(server, other_ranges(envelope, patient.headers), size_bytes)
            server.forget(envelope.envelope_id)
    return relay, dav, by_part, by_range


def memory_for(folder: Path, sizes: list[int]) -> int:
    """The highest memory of a fresh relay that takes envelopes of these sizes and sends them again."""
    with FullRelay(folder / f"relay-{sizes[0]}") as server:
        patient = Patient(server.environment)
        with peak_memory(server.processes) as peak:
            envelopes = [patient.announce(envelope_size(size)) for size in sizes]
            run(server.port, [put for envelope in envelopes for put in envelope.puts()])
            run(server.port, [envelope.commit() for envelope in envelopes])
            run(
                server.port,
                [asked for envelope in envelopes for asked in part_ranges(envelope, patient.headers)],
            )
        for envelope in envelopes:
            server.forget(envelope.envelope_id)
    return peak.bytes


def main() -> None:
    conditions()
    budgets = Budgets()
    with disk_folder() as folder:
        with FullRelay(folder / "relay") as server:
            relay, dav, by_part, by_range = compare(server, Patient(server.environment), folder)
        small, large = memory_for(folder, SMALL_ENVELOPES * [SMALL_BYTES]), memory_for(folder, [LARGE_BYTES])
    figure("relay, upload", max(relay.speeds), "MiB/s")
    figure("nginx WebDAV PUT", max(dav.speeds), "MiB/s")
    figure("nginx WebDAV PUT", min(dav.processor), "processor-seconds a GiB")
    figure("relay, download part by part", max(by_part.speeds), "MiB/s")
    figure(
        "relay, ranges that begin and end within parts", min(by_range.processor), "processor-seconds a GiB"
    )
    figure("relay, highest memory with 60 envelopes of 10 MB", small / MIB, "MiB")
    figure("relay, highest memory with one of 2 GB", large / MIB, "MiB")
    budgets.at_least("upload against nginx", max(relay.speeds) / max(dav.speeds), 0.45, "x")
    budgets.at_most("upload", min(relay.processor), 6, "processor-seconds a GiB")
    budgets.at_most("download by range", min(by_part.processor), 0.5, "processor-seconds a GiB")
    budgets.at_most(
        "memory for 2 GB above that for 10 MB", (large - small) / MIB, MEMORY_ALLOWANCE / MIB, "MiB"
    )
    budgets.finish()


if __name__ == "__main__":
    main()
