"""Servers that a test run starts."""

from __future__ import annotations

import ctypes
import signal

_SET_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG


def die_with_parent() -> None:
    """A killed test run leaves no server behind (Linux); for `preexec_fn`."""
    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGQUIT)
