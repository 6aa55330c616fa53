"""Claim: the line around the page in the camera's picture follows the hand on a slow phone, too.

The app's own act (`aimCamera`) and worker look at a camera of 1080 x 1440, 30 pictures a second: a hand that comes
nearer to a page. The browser slows down only the main thread, so that is measured and, as well, what is left where the
kernel gives the page's process, with its workers, a quarter of one processor (control groups, version 1 or 2; needs
root): then what the page and its worker do one after the other takes four times as long.

Run: bench/run.sh live_outline
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.browser import SERVED, module_page
from bench.figures import Budgets, conditions, figure
from bench.processes import browser_processes, command_of
from tests.browser.kit import ReportFacts, approach, pathology_report, slow_down

SECONDS = 10
SLOWER = 4
PERIOD_MICROSECONDS = 20_000
_MODULE = f'import("{SERVED}aim_in_page.mjs")'
_GROUPS = Path("/sys/fs/cgroup")


@contextmanager
def part_of_a_processor(share: float) -> Iterator[None]:
    """Pages and their workers get this share of one processor."""
    quota = round(PERIOD_MICROSECONDS * share)
    is_first_version = (_GROUPS / "cpu").is_dir()
    group = _GROUPS / ("cpu/second-look-bench" if is_first_version else "second-look-bench")
    group.mkdir()
    if is_first_version:
        (group / "cpu.cfs_period_us").write_text(str(PERIOD_MICROSECONDS))
        (group / "cpu.cfs_quota_us").write_text(str(quota))
    else:
        (group / "cpu.max").write_text(f"{quota} {PERIOD_MICROSECONDS}")
    moved = [process for process in browser_processes() if b"--type=renderer" in command_of(process)]
    try:
        for process in moved:
            (group / "cgroup.procs").write_text(str(process))
        yield
    finally:
        for process in moved:
            (group.parent / "cgroup.procs").write_text(str(process))
        group.rmdir()


def main() -> None:
    """Measure, print, compare."""
    conditions()
    with tempfile.TemporaryDirectory() as folder:
        camera = approach(pathology_report(ReportFacts()), Path(folder) / "approach.mjpeg")
        with module_page(["bench/aim_in_page.mjs"], camera=camera) as page:

            def aim(seconds: int) -> Any:
                return page.evaluate(f"(seconds) => {_MODULE}.then((module) => module.aim(seconds))", seconds)

            page.evaluate(f"{_MODULE}.then((module) => module.openCamera())")
            aim(2)
            free = aim(SECONDS)
            with part_of_a_processor(1 / SLOWER):
                slow = aim(SECONDS)
            slow_down(page, processor=SLOWER)
            throttled = aim(SECONDS)
    figure("pictures looked at in a second, full speed", free["perSecond"], "")
    figure(f"… where page and worker have a {SLOWER}th of one processor together", slow["perSecond"], "")
    figure("pictures in which the page is seen", 100 * free["seen"], "%")
    budgets = Budgets()
    budgets.at_least(
        f"looked at in a second, main thread {SLOWER} times slower", throttled["perSecond"], 15, "a second"
    )
    budgets.finish()


if __name__ == "__main__":
    main()
