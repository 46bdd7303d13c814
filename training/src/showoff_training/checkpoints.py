"""State of a run on disk: written whole or not at all."""

from pathlib import Path
from typing import Any

import torch
from torch import nn


def save(path: Path, state: dict[str, Any]) -> None:
    """Write a checkpoint so that a crash at any moment leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def load(path: Path) -> dict[str, Any]:
    """Read a checkpoint onto the CPU; only tensors and plain values are accepted."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state


def save_weights(path: Path, model: nn.Module) -> None:
    """Write a model's weights in half precision: small enough for Git, exact enough to resume."""
    halves = {k: v.half() if v.is_floating_point() else v for k, v in model.state_dict().items()}
    save(path, halves)


def load_weights(path: Path, model: nn.Module) -> None:
    """Read what `save_weights` wrote.

    Raises:
        RuntimeError: The file holds another architecture.
    """
    model.load_state_dict(
        {k: v.float() if v.is_floating_point() else v for k, v in load(path).items()}
    )
