"""Teach `Orientation` beside a detector, from the batches that this one learns from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from typing_extensions import override

from showoff_training.detection.data import Batch
from showoff_training.detection.model import Ctpn, normalised
from showoff_training.detection.orientation import TURNS, Orientation
from showoff_training.runs import checkpoints, devices
from showoff_training.runs.companion import Companion

FEWEST: Final = 24  # positives of a page that shows which way up it stands


class Turning(Companion[Batch]):
    """Pages that show some text, turned at random, as the averaged detector sees them."""

    name = "orientation"
    peak = 2e-3

    def __init__(self, device: torch.device, weights: Path | None = None) -> None:
        """Begin anew, or from the weights that were trained beside the detector's."""
        self._device = device
        self.model = Orientation()
        if weights is not None:
            checkpoints.load_weights(weights, self.model)
        self.model.to(device)
        self.optimiser = torch.optim.AdamW(
            self.model.parameters(), betas=(0.9, 0.99), weight_decay=1e-3
        )
        super().__init__()

    @override
    def losses(self, batch: Batch, seen_by: nn.Module) -> Mapping[str, Tensor]:
        shows = torch.nonzero(batch.labels.counts >= FEWEST)[:, 0]
        if not isinstance(seen_by, Ctpn) or len(shows) < TURNS:
            return {}
        parts = shows[torch.randperm(len(shows))].to(self._device).tensor_split(TURNS)
        here = batch.images.to(self._device, non_blocking=True)
        turned = [turn(here[part], quarters) for quarters, part in enumerate(parts)]
        wanted = [quarters for quarters, part in enumerate(parts) for _ in part]
        images = normalised(torch.cat(turned))
        with torch.no_grad(), devices.autocast(self._device):
            features = seen_by.features(images.contiguous(memory_format=torch.channels_last))
        logits = self.model(features.stride16.float(), features.stride32.float())
        right = torch.tensor(wanted, device=self._device)
        return {"turn": cross_entropy(logits, right, label_smoothing=0.03)}


def turn(images: Tensor, quarters: int) -> Tensor:
    """Pictures (B, S, S, 3) turned clockwise by so many quarters."""
    return torch.rot90(images, -quarters, (1, 2))
