"""The page detector is trained in Python and run in the browser: the same canvas, the same layers."""

from __future__ import annotations

import re

import pytest

from tests.architecture.project import ROOT

TRAINED = "scripts/page_detector/canvas.py", "scripts/page_detector/network.py"
RUN = "pwa/static/js/scan/canvas.js", "pwa/static/js/scan/page-network.js"
# A list goes on as long as its lines are indented.
_CONSTANT = re.compile(
    r"^(?:export )?(?:const )?([A-Z_]+) = (?:Object\.freeze\()?([\d\s.,()\[\]]+?);?\n(?=\S|\n)", re.MULTILINE
)


def constants(files: tuple[str, ...]) -> dict[str, list[float]]:
    """The numbers of each constant, in order."""
    text = "\n".join((ROOT / file).read_text(encoding="utf-8") for file in files)
    return {
        name: [float(number) for number in re.findall(r"[\d.]+", value)]
        for name, value in _CONSTANT.findall(text)
    }


@pytest.mark.parametrize("name", ["CANVAS_PX", "MARGIN_PX", "MAP_CELLS", "STEM", "DECODED", "MAPS", "STAGES"])
def test_what_is_trained_is_what_is_run(name: str) -> None:
    trained, run = constants(TRAINED)[name], constants(RUN)[name]
    assert trained
    assert trained == run


def test_the_margin_around_a_photo_has_the_same_grey() -> None:
    # A share of white in training, a byte in the browser.
    assert round(constants(TRAINED)["FILL"][0] * 255) == constants(RUN)["FILL"][0]
