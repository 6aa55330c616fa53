"""What the processes of a server, or of a browser, cost: processor time and memory, read from /proc (Linux)."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_SAMPLE_SECONDS = 0.05
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def of_session(leader: int) -> list[int]:
    """The processes of the session that a server was started in."""
    entries = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [int(entry.name) for entry in entries if _session(entry) == leader]


def below(root: int) -> list[int]:
    """A process and everything that it started, and what those started."""
    parents = {int(entry.name): _parent(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def browser_processes() -> list[int]:
    """Those of the Chromium that this program started; the driver, which talks with it, and the relay are none."""
    return [process for process in below(os.getpid()) if _is_browser(process)]


def command_of(process: int) -> bytes:
    """How it was started; nothing where it has ended meanwhile."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def processor_seconds(processes: list[int]) -> float:
    """User and system time so far, with that of children which have ended."""
    ticks = 0
    for process in processes:
        fields = _fields(Path(f"/proc/{process}"))
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / TICKS_A_SECOND


def memory_bytes(processes: list[int]) -> int:
    """Proportional set size: memory that processes share is counted once."""
    total = 0
    for process in processes:
        try:
            found = _PSS.search(Path(f"/proc/{process}/smaps_rollup").read_text())
        except OSError:
            continue  # It has ended meanwhile.
        total += int(found[1]) * 1024 if found else 0
    return total


class Peak:
    """The highest memory that was seen."""

    def __init__(self) -> None:
        self.bytes = 0


@contextmanager
def peak_memory(processes: Callable[[], list[int]]) -> Iterator[Peak]:
    """Samples the memory of processes twenty times a second."""
    peak, ended = Peak(), threading.Event()

    def watch() -> None:
        while not ended.is_set():
            peak.bytes = max(peak.bytes, memory_bytes(processes()))
            ended.wait(_SAMPLE_SECONDS)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def _fields(entry: Path) -> list[str]:
    """The fields of /proc/…/stat after the program's name, which may hold spaces; the first one is the state."""
    try:
        return (entry / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["X"] + ["0"] * 20  # It has ended meanwhile.


def _is_browser(process: int) -> bool:
    command = command_of(process)
    return b"--type=" in command or b"--user-data-dir=" in command


def _parent(entry: Path) -> int:
    return int(_fields(entry)[1])


def _session(entry: Path) -> int:
    return int(_fields(entry)[3])
