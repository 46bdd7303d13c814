"""CRNN-32: a residual CNN, two bidirectional LSTMs and CTC (arXiv 1507.05717), made small.

Input (B, 1, 32, W) in -1..1, W a multiple of 4; output (B, W / 4, classes) logits.
"""

import torch
from torch import Tensor, nn

from showoff_recognition.alphabet import CLASSES

CHANNELS = (32, 40, 80, 128, 192)
HIDDEN = 96
STRIDE = 4  # px of the input's width a time step


def _convolution(inputs: int, outputs: int, stride: int | tuple[int, int] = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class _Residual(nn.Module):
    """Two convolutions around which the input is added."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = _convolution(channels, channels)
        self.second = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels)
        )

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.second(self.first(x)))


class Crnn(nn.Module):
    """The recogniser, with an auxiliary CTC head on the convolutions that only training uses.

    Without that head, training from scratch stays on the plateau where CTC emits blanks only.
    """

    def __init__(self, classes: int = CLASSES) -> None:
        super().__init__()
        a, b, c, d, e = CHANNELS
        self.convolutions = nn.Sequential(
            _convolution(1, a, 2),
            _convolution(a, b),
            _convolution(b, c, 2),
            _Residual(c),
            _convolution(c, d, (2, 1)),
            _Residual(d),
            _convolution(d, e, (2, 1)),
            _convolution(e, e),
        )
        self.recurrence = nn.LSTM(e, HIDDEN, 2, bidirectional=True, dropout=0.1, batch_first=True)
        self.classify = nn.Linear(2 * HIDDEN, classes)
        self.auxiliary = nn.Conv1d(e, classes, 3, padding=1)

    def forward(self, images: Tensor) -> Tensor:
        return self._recur(self._features(images))

    def forward_both(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the network and of its auxiliary head, both (B, T, classes)."""
        features = self._features(images)
        return self._recur(features), self.auxiliary(features).transpose(1, 2)

    def _features(self, images: Tensor) -> Tensor:
        features: Tensor = self.convolutions(images).mean(2)
        return features

    def _recur(self, features: Tensor) -> Tensor:
        states, _ = self.recurrence(features.transpose(1, 2))
        logits: Tensor = self.classify(states)
        return logits
