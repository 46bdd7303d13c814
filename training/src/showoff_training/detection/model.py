"""CTPN-Lite M: a RepVGG backbone, a feature pyramid, CTPN's recurrence along rows, fine heads.

Input (B, 3, H, W) in -1..1 with H and W multiples of 32; outputs on a grid of 4 x 8 px cells.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate

from showoff_detection.anchors import HEIGHTS
from showoff_training.detection.blocks import Convolution, Rep

CHANNELS = (24, 32, 64, 128, 192)  # after the stem, then at strides 4, 8, 16, 32
PYRAMID = 64
HIDDEN = 64  # of the LSTM, each direction
ANCHORS = len(HEIGHTS)
RARE = -4.0  # first bias of the scores: text is rare, and the loss shall not begin with a shock


class Heads(NamedTuple):
    """Raw outputs, each (B, k, H / 4, W / 8).

    scores: k = anchors, logits.
    verticals: k = 2 * anchors, for each anchor v_c = (c_y - c_anchor) / h_anchor and
        v_h = log(h / h_anchor).
    sides: k = anchors, o = (x_side - c_x) / 8 px, of the nearer end of the line.
    """

    scores: Tensor
    verticals: Tensor
    sides: Tensor


class Ctpn(nn.Module):
    """The detector."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d, e = CHANNELS
        self.stride4 = nn.Sequential(Convolution(3, a, 2), Convolution(a, b, 2), Rep(b))
        self.stride8 = nn.Sequential(Convolution(b, c, 2), Rep(c), Rep(c))
        self.stride16 = nn.Sequential(Convolution(c, d, 2), Rep(d), Rep(d))
        self.stride32 = nn.Sequential(Convolution(d, e, 2), Rep(e))
        self.lateral8 = nn.Conv2d(c, PYRAMID, 1)
        self.lateral16 = nn.Conv2d(d, PYRAMID, 1)
        self.lateral32 = nn.Conv2d(e, PYRAMID, 1)
        self.merge = Convolution(PYRAMID, PYRAMID)
        self.to_rows = Convolution(PYRAMID, PYRAMID, (1, 2))
        self.recurrence = nn.LSTM(PYRAMID, HIDDEN, batch_first=True, bidirectional=True)
        self.from_rows = nn.Conv2d(2 * HIDDEN, PYRAMID, 1)
        self.fine = Convolution(b, PYRAMID, (1, 2))
        self.last = Convolution(PYRAMID, PYRAMID)
        self.scores = nn.Conv2d(PYRAMID, ANCHORS, 1)
        self.verticals = nn.Conv2d(PYRAMID, 2 * ANCHORS, 1)
        self.sides = nn.Conv2d(PYRAMID, ANCHORS, 1)
        nn.init.constant_(self.scores.bias, RARE)  # type: ignore[arg-type]

    def forward(self, images: Tensor) -> Heads:
        x4 = self.stride4(images)
        x8 = self.stride8(x4)
        x16 = self.stride16(x8)
        x32 = self.stride32(x16)
        pyramid = interpolate(self.lateral32(x32), scale_factor=2.0) + self.lateral16(x16)
        pyramid = interpolate(pyramid, scale_factor=2.0) + self.lateral8(x8)
        pyramid = self.merge(pyramid)
        context = self._recur(self.to_rows(pyramid))
        fine = self.fine(x4) + interpolate(pyramid, scale_factor=(2.0, 1.0))
        fine = self.last(fine + interpolate(context, scale_factor=(2.0, 2.0)))
        return Heads(self.scores(fine), self.verticals(fine), self.sides(fine))

    def _recur(self, x: Tensor) -> Tensor:
        """Run the LSTM over each row of cells: CTPN's context along the line."""
        batch, channels, height, width = x.shape
        rows = x.permute(0, 2, 3, 1).reshape(batch * height, width, channels)
        states, _ = self.recurrence(rows)
        states = states.reshape(batch, height, width, 2 * HIDDEN).permute(0, 3, 1, 2)
        result: Tensor = self.from_rows(states)
        return result


def normalised(images: Tensor) -> Tensor:
    """Bytes (B, H, W, 3) RGB as the network takes them."""
    return images.permute(0, 3, 1, 2).float() / 127.5 - 1
