"""Which optimiser moves which of the recogniser's weights."""

import torch
from torch import Tensor

from showoff_training.recognition.model import Crnn
from showoff_training.runs.muon import Muon

GATES = 4  # matrices stacked in each weight of an LSTM


def optimisers(model: Crnn) -> list[tuple[torch.optim.Optimizer, float]]:
    """Muon for hidden weights, AdamW for the rest, each with its peak learning rate."""
    hidden: list[tuple[Tensor, int]] = []
    rest: list[Tensor] = []
    for name, parameter in model.named_parameters():
        if parameter.ndim == 4 and parameter.shape[1] > 1:
            hidden.append((parameter, 1))
        elif name.startswith("recurrence.weight"):
            hidden.append((parameter, GATES))
        else:
            rest.append(parameter)
    adam = torch.optim.AdamW(rest, betas=(0.9, 0.99), weight_decay=1e-4)
    return [(Muon(hidden), 0.02), (adam, 2e-3)]
