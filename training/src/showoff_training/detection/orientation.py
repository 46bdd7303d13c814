"""Which way up a picture stands: a small head on the detector's features at strides 16 and 32.

Every place says which of the four quarter turns it sees and how sure it is; the picture's answer is
their mean, weighted by how sure they are. So print speaks and walls are silent.
"""

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate, softplus

from showoff_training.detection.model import CHANNELS

TURNS: Final = 4
WIDTH: Final = 64


class Orientation(nn.Module):
    """The head.

    Takes x16 (B, 128, H / 16, W / 16) and x32 (B, 192, H / 32, W / 32) of a `Ctpn`, and answers
    logits (B, 4): class k is an upright picture that was turned clockwise by k quarter turns. It
    fits the detector that it was trained beside, and no other.
    """

    def __init__(self) -> None:
        super().__init__()
        *_, c16, c32 = CHANNELS
        self.from16 = nn.Conv2d(c16, WIDTH, 1)
        self.from32 = nn.Conv2d(c32, WIDTH, 1)
        self.mixed = nn.Conv2d(WIDTH, WIDTH, 3, padding=1)
        self.logits = nn.Conv2d(WIDTH, TURNS + 1, 1)

    def forward(self, x16: Tensor, x32: Tensor) -> Tensor:
        x = torch.relu(self.from16(x16) + interpolate(self.from32(x32), scale_factor=2.0))
        logits: Tensor = self.logits(torch.relu(self.mixed(x))).flatten(2)  # (B, 5, places)
        turns, sure = logits[:, :TURNS], softplus(logits[:, TURNS:])
        return (turns * sure).sum(2) / (sure.sum(2) + 1e-3)
