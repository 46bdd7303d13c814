"""Learning rate and averaged weights of a time-boxed run."""

import copy
import math

import torch
from torch import nn


def learning_rate(peak: float, progress: float, step: int, warm_up: int = 150) -> float:
    """Linear warm-up over steps, then a cosine over the elapsed share of the time box down to 0.5 %."""
    cosine = 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))
    return peak * min(1.0, (step + 1) / warm_up) * (cosine + 0.005)


class AveragedWeights:
    """Exponential moving average of a model (Polyak averaging), warm from the first steps on."""

    def __init__(self, model: nn.Module, decay: float = 0.999) -> None:
        self.model = copy.deepcopy(model).eval().requires_grad_(requires_grad=False)
        self._decay = decay
        self._updates = 0

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self._updates += 1
        decay = min(self._decay, (1 + self._updates) / (10 + self._updates))
        for mean, now in zip(
            self.model.state_dict().values(), model.state_dict().values(), strict=True
        ):
            if mean.is_floating_point():
                mean.lerp_(now, 1 - decay)
            else:
                mean.copy_(now)
