"""Write the trained weights for the phone: 16-bit floats, batch normalisation folded into the convolutions.

They stand in the order in which pwa/static/js/scan/page-network.js builds its layers.

    python -m scripts.page_detector.export weights.pt pwa/static/js/scan/page-network.weights
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from scripts.page_detector.network import Convolution, PageDetector


def folded(layer: Convolution) -> list[Tensor]:
    """Filter (height, width, inputs, outputs; of each channel by itself: height, width, channels, 1) and bias."""
    convolution, norm = layer[0], layer[1]
    factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    weight = convolution.weight * factor[:, None, None, None]
    order = (2, 3, 0, 1) if convolution.groups > 1 else (2, 3, 1, 0)
    return [weight.permute(*order), norm.bias - norm.running_mean * factor]


def in_order(network: PageDetector) -> list[Tensor]:
    """All weights in the order of page-network.js."""
    blocks = [block for stage in network.stages for block in stage]
    layers = [network.stem, *(layer for block in blocks for layer in block.body)]
    layers += [*network.lateral, *(layer for pair in network.smooth for layer in pair)]
    weights = [tensor for layer in layers for tensor in folded(layer)]
    return [*weights, network.head.weight.permute(2, 3, 1, 0), network.head.bias]


def as_halves(network: PageDetector) -> NDArray[np.float16]:
    """The file's content."""
    network.eval()
    with torch.no_grad():
        return np.concatenate([tensor.contiguous().numpy().ravel() for tensor in in_order(network)]).astype(
            np.float16
        )


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    detector = PageDetector()
    detector.load_state_dict(torch.load(source, weights_only=True))
    target.write_bytes(as_halves(detector).tobytes())
