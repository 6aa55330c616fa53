"""Train the page detector for a number of minutes, and write its weights.

    python -m scripts.page_detector.train --examples FOLDER --validation FOLDER --minutes 40 --out weights.pt

With what the relay and the tests need not have: torch (CPU), opencv-python-headless, numpy. The examples are made by
`bench/scans`, preset `train`. Two cores see about 80 000 changed examples in 40 minutes.
"""

from __future__ import annotations

import argparse
import copy
import math
import multiprocessing
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from scripts.page_detector.canvas import maps_of
from scripts.page_detector.examples import Examples, batches
from scripts.page_detector.network import PageDetector

BATCH = 32
PEAK_RATE = 3e-3
WARM_UP = 0.05
KEEP = 0.998  # of the running mean of the weights, which is what is written
REPORT_SECONDS = 60


def loss_of(logits: Tensor, maps: Tensor) -> Tensor:
    """How far the three maps are from what they should be; a corner or edge counts more than the empty table."""
    each = nn.functional.binary_cross_entropy_with_logits(logits, maps, reduction="none")
    weight = 1 + torch.tensor([0.0, 12.0, 4.0])[None, :, None, None] * maps
    page, corners, edges = (each * weight).mean((0, 2, 3))
    inside = torch.sigmoid(logits[:, 0])
    overlap = 2 * (inside * maps[:, 0]).sum((1, 2)) + 1
    dice = 1 - overlap / (inside.sum((1, 2)) + maps[:, 0].sum((1, 2)) + 1)
    return page + dice.mean() + 4 * corners + edges


def train(
    examples: Examples, validation: Examples, minutes: float, out: Path, start: Path | None, seed: int
) -> None:
    """The learning rate follows the clock, so that the time is used up whatever the machine."""
    torch.manual_seed(seed)
    network = PageDetector().to(memory_format=torch.channels_last)
    if start:
        network.load_state_dict(torch.load(start, weights_only=True))
    mean = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(network.parameters(), lr=PEAK_RATE, weight_decay=1e-4)
    ready: multiprocessing.Queue[tuple[NDArray[np.uint8], NDArray[np.float32]]] = multiprocessing.Queue(4)
    multiprocessing.Process(target=_prepare, args=(examples, seed, ready), daemon=True).start()
    began = reported = time.monotonic()
    steps, recent = 0, 0.0
    while (done := (time.monotonic() - began) / (minutes * 60)) < 1:
        rate = (
            done / WARM_UP
            if done < WARM_UP
            else (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP))) / 2
        )
        for group in optimizer.param_groups:
            group["lr"] = PEAK_RATE * max(rate, 1e-3)
        bytes_of_canvases, maps = ready.get()
        canvases = (torch.from_numpy(bytes_of_canvases).float() / 255).contiguous(
            memory_format=torch.channels_last
        )
        loss = loss_of(network(canvases), torch.from_numpy(maps))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        steps += 1
        recent = 0.98 * recent + 0.02 * loss.item() if steps > 1 else loss.item()
        keep = min(KEEP, 1 - 1 / (steps + 1))
        with torch.no_grad():
            for kept, new in zip(mean.state_dict().values(), network.state_dict().values(), strict=True):
                kept.copy_(kept * keep + new * (1 - keep) if kept.dtype.is_floating_point else new)
        if time.monotonic() - reported > REPORT_SECONDS:
            reported = time.monotonic()
            torch.save(mean.state_dict(), out)
            print(f"{done:.0%} {steps} steps, loss {recent:.4f}, {validate(mean, validation)}", flush=True)
    torch.save(mean.state_dict(), out)


def _prepare(examples: Examples, seed: int, ready: multiprocessing.Queue[Any]) -> None:
    for batch in batches(examples, BATCH, np.random.default_rng(seed)):
        ready.put(batch)


def validate(network: PageDetector, examples: Examples) -> str:
    """Loss on scenes that were never trained on."""
    network.eval()
    losses = []
    with torch.no_grad():
        for canvas, corners in zip(examples.canvases, examples.corners, strict=True):
            maps = torch.from_numpy(maps_of(corners))[None]
            image = torch.from_numpy(canvas.transpose(2, 0, 1)[None].astype(np.float32) / 255)
            losses.append(float(loss_of(network(image), maps)))
    network.train()
    return f"on others {np.mean(losses):.4f}, median {np.median(losses):.4f}"


if __name__ == "__main__":
    # Before anything else: a process that is forked off can't use the threads of the first one.
    cv2.setNumThreads(0)
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--validation", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    photos, others = Examples(given.examples), Examples(given.validation)
    train(photos, others, given.minutes, given.out, given.start, given.seed)
