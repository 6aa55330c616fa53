"""What every measurement prints: the conditions, figures with units, and a verdict on each budget."""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

MIB = 1024**2
GIB = 1024**3


def conditions(*programs: str) -> None:
    """Print what the figures depend on: processor, cores, how busy the machine was, versions."""
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        "processor not named",
    )
    busy = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores ({processor}), {busy:.1f} processes busy before the start",
        *programs,
        sep=", ",
        flush=True,
    )


def figure(name: str, value: float, unit: str) -> None:
    """Print one figure that has no budget."""
    print(f"  {name}: {_number(value)} {unit}".rstrip(), flush=True)


def middle(values: Sequence[float]) -> float:
    """The median, since a shared machine has slow moments."""
    return statistics.median(values)


class Budgets:
    """Compares figures with what the project claims. `finish` ends the program, with 1 where one was missed."""

    def __init__(self) -> None:
        self._missed = 0

    def at_most(self, name: str, value: float, limit: float, unit: str = "") -> None:
        """`value` must not be above `limit`."""
        self._judge(name, value, f"at most {_number(limit)}", unit, kept=value <= limit)

    def at_least(self, name: str, value: float, limit: float, unit: str = "") -> None:
        """`value` must not be below `limit`."""
        self._judge(name, value, f"at least {_number(limit)}", unit, kept=value >= limit)

    def _judge(self, name: str, value: float, limit: str, unit: str, *, kept: bool) -> None:
        self._missed += not kept
        figures = f"{_number(value)} {unit}".rstrip()
        print(f"{'PASS' if kept else 'FAIL'}  {name}: {figures} (budget: {limit} {unit}".rstrip() + ")")

    def finish(self) -> None:
        """The exit code is the verdict."""
        sys.exit(1 if self._missed else 0)


def _number(value: float) -> str:
    """Three figures are more than a shared machine can promise."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
