"""The original CTPN (arXiv 1609.03605) with random weights: what its architecture costs."""

from typing import Final

import torch
from torch import Tensor, nn

# VGG16 up to conv5_3: channels of its 3x3 convolutions, "M" for 2x2 max pooling.
_VGG16: Final = (64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512)
_ANCHORS: Final = 10


class VggCtpn(nn.Module):
    """VGG16, a 3x3 window over conv5_3, a BLSTM along each row, 512 fully connected, three heads.

    Input float32 (1, 3, H, W); output float32 (1, H / 16, W / 16, 50): for each of 10 anchors 2
    scores, 2 vertical coordinates and 1 side offset.
    """

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = 3
        for layer in _VGG16:
            if isinstance(layer, int):
                layers += [nn.Conv2d(channels, layer, 3, padding=1), nn.ReLU(inplace=True)]
                channels = layer
            else:
                layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)
        self.window = nn.Conv2d(512, 512, 3, padding=1)
        self.rows = nn.LSTM(512, 128, bidirectional=True, batch_first=True)
        self.connected = nn.Linear(256, 512)
        self.heads = nn.Linear(512, 5 * _ANCHORS)

    def forward(self, image: Tensor) -> Tensor:
        features = self.window(self.features(image)).relu()
        batch, channels, height, width = features.shape
        rows = features.permute(0, 2, 3, 1).reshape(batch * height, width, channels)
        rows, _ = self.rows(rows)
        answer: Tensor = self.heads(self.connected(rows).relu())
        return answer.reshape(batch, height, width, -1)


def build() -> VggCtpn:
    torch.manual_seed(0)
    return VggCtpn().eval()
