"""Claim: a case of 10 000 statements folds in under 200 ms in Chromium at 4x processor throttle, and folding in one
more statement costs the same whatever the length of the chain.

A chain of real, signed and sealed statements is built by the product's own modules in the page and verified.
The fold of the verified chain is timed (median of 9). One more statement is verified and folded in after 101, 1 001
and 9 501 others (median of 9): after the most it must cost no more than twice what it costs after the fewest. Of that
the fold alone is a thousandth (a mean over 500 statements), too little for a ratio that holds still. What a start of
the app adds to the fold (reading, hashing and linking each entry; and, the first time on a device, its signature) is
printed as well and has no budget.

Run: bench/run.sh fold
"""

from __future__ import annotations

import json

from bench.browser import SERVED, module_page
from bench.figures import Budgets, conditions, figure, middle
from tests.browser.kit import slow_down

STATEMENTS = 10_000
THROTTLE = 4
ROUNDS = 9
LENGTHS = (101, 1_001, 9_501)
SCRIPTS = ("bench/fold_in_page.mjs", "tests/pwa/case/scenario.mjs")
MODULE = f'import("{SERVED}fold_in_page.mjs")'


def main() -> None:
    budgets = Budgets()
    with module_page(SCRIPTS) as page:
        browser = page.context.browser
        conditions(
            f"Chromium {browser.version if browser else ''}", f"main thread slowed down {THROTTLE} times"
        )
        built = page.evaluate(f"async (length) => (await {MODULE}).build(length)", STATEMENTS)
        print(f"  {STATEMENTS} statements, {built['bytes'] / 1e6:.1f} MB: {json.dumps(built['types'])}")
        figure("verifying all signatures, hashes and links, not throttled", built["verifyMs"], "ms")
        slow_down(page, processor=THROTTLE)

        def timed(call: str) -> float:
            return middle([page.evaluate(f"async () => (await {MODULE}).{call}") for _ in range(ROUNDS)])

        figure(
            "reading, hashing, linking and folding what was verified before", timed("foldFromEntries()"), "ms"
        )
        one_more = [timed(f"foldOneMore({length})") for length in LENGTHS]
        verified = [timed(f"verifyOneMore({length})") for length in LENGTHS]
        for length, fold_us, verify_ms in zip(LENGTHS, one_more, verified, strict=True):
            figure(f"one more after {length:,}: verified in {verify_ms:.2f} ms, folded in", fold_us, "µs")
        budgets.at_most(f"fold of {STATEMENTS:,} statements", timed("foldAll()"), 200, "ms")
        ratio = verified[-1] / verified[0]
        budgets.at_most(
            f"one more, verified and folded in, after {LENGTHS[-1]:,} against after {LENGTHS[0]}",
            ratio,
            2,
            "x",
        )
        budgets.at_most("the fold alone of one more", max(one_more), 5, "µs")
    budgets.finish()


if __name__ == "__main__":
    main()
