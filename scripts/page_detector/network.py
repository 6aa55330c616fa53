"""The network: a small encoder of inverted residuals (MobileNetV2, arXiv 1801.04381) and a decoder that adds what the
encoder saw at each size (feature pyramid, arXiv 1612.03144). 0.3 million weights.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Convolution(nn.Sequential):
    """Convolution, batch normalisation and, unless `linear`, ReLU6."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        size: int = 1,
        stride: int = 1,
        groups: int = 1,
        *,
        linear: bool = False,
    ) -> None:
        layers: list[nn.Module] = [
            nn.Conv2d(inputs, outputs, size, stride, size // 2, groups=groups, bias=False),
            nn.BatchNorm2d(outputs),
        ]
        super().__init__(*layers, *([] if linear else [nn.ReLU6()]))


class InvertedResidual(nn.Module):
    """Widen, look at the neighbourhood of each channel, narrow."""

    def __init__(self, inputs: int, outputs: int, stride: int, widening: int, size: int = 3) -> None:
        super().__init__()
        inside = inputs * widening
        self.body = nn.Sequential(
            Convolution(inputs, inside),
            Convolution(inside, inside, size, stride, groups=inside),
            Convolution(inside, outputs, linear=True),
        )
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        """(n, inputs, h, w) to (n, outputs, h / stride, w / stride)."""
        return x + self.body(x) if self.adds else self.body(x)


# Of each stage: channels, blocks, widening, size of the neighbourhood. Each halves height and width.
STAGES = ((20, 2, 3, 3), (32, 2, 4, 3), (56, 3, 4, 5), (88, 3, 4, 5))
STEM = 16
DECODED = 32
MAPS = 3


class PageDetector(nn.Module):
    """A canvas (n, 3, 256, 256) in 0..1 to logits of the maps (n, 3, 64, 64): page, corners, edges."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Convolution(3, STEM, 3, 2)
        inputs = STEM
        self.stages = nn.ModuleList()
        for outputs, blocks, widening, size in STAGES:
            strides = [2] + [1] * (blocks - 1)
            layers = [
                InvertedResidual(inputs if i == 0 else outputs, outputs, stride, widening, size)
                for i, stride in enumerate(strides)
            ]
            self.stages.append(nn.Sequential(*layers))
            inputs = outputs
        self.lateral = nn.ModuleList(Convolution(channels, DECODED, linear=True) for channels, *_ in STAGES)
        self.smooth = nn.ModuleList(
            nn.Sequential(Convolution(DECODED, DECODED, 3, groups=DECODED), Convolution(DECODED, DECODED))
            for _ in STAGES[1:]
        )
        self.head = nn.Conv2d(DECODED, MAPS, 1)

    def forward(self, canvas: Tensor) -> Tensor:
        """See the class."""
        x = self.stem(canvas * 2 - 1)
        seen: list[Tensor] = []
        for stage in self.stages:
            x = stage(x)
            seen.append(x)
        decoded = self.lateral[-1](seen[-1])
        for level in range(len(STAGES) - 2, -1, -1):
            upper = nn.functional.interpolate(decoded, scale_factor=2, mode="bilinear", align_corners=False)
            decoded = self.smooth[level](upper + self.lateral[level](seen[level]))
        logits: Tensor = self.head(decoded)
        return logits


def count_weights(network: nn.Module) -> int:
    """How many numbers are learned."""
    return sum(each.numel() for each in network.parameters())


if __name__ == "__main__":
    detector = PageDetector()
    print(count_weights(detector), detector(torch.zeros(1, 3, 256, 256)).shape)
