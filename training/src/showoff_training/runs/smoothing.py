"""Losses as a log shows them, read from the device so seldom that it need not wait."""

from collections.abc import Mapping

import torch
from torch import Tensor

SMOOTHING = 0.02
KEPT_ON_GPU = 16  # batches whose losses stay on a GPU until they are read together


class Smoothed:
    """Running means of losses by name.

    Attributes:
        values: As of the losses that were read.
    """

    def __init__(self, values: dict[str, float]) -> None:
        self.values = values
        self._unread: list[Mapping[str, Tensor]] = []

    def add(self, parts: Mapping[str, Tensor]) -> None:
        """Take the scalars of one batch, or none."""
        if not parts:
            return
        self._unread.append({name: part.detach() for name, part in parts.items()})
        if len(self._unread) >= KEPT_ON_GPU or not next(iter(parts.values())).is_cuda:
            self.read()

    def read(self) -> dict[str, float]:
        """Bring the values up to date."""
        names = [name for parts in self._unread for name in parts]
        tensors = [part.float() for parts in self._unread for part in parts.values()]
        self._unread.clear()
        values = torch.stack(tensors).tolist() if tensors else []
        for name, value in zip(names, values, strict=True):
            smooth = self.values.get(name, value)
            self.values[name] = smooth + SMOOTHING * (value - smooth)
        return self.values
