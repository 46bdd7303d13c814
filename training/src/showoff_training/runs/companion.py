"""A small network that learns beside a run from what its averaged network sees."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from torch import Tensor, nn
from torch.optim import Optimizer

from showoff_training.runs.schedule import AveragedWeights

Batch = TypeVar("Batch")


class Companion(ABC, Generic[Batch]):
    """It fits that averaged network alone, is kept whenever that is, and changes nothing there.

    Attributes:
        name: Of the file beside `best.pt`.
        model: On the device of the run.
        optimiser: Of its weights.
        peak: The learning rate of its peak.
    """

    name: str
    model: nn.Module
    optimiser: Optimizer
    peak: float

    def __init__(self, decay: float = 0.995) -> None:
        self.averaged = AveragedWeights(self.model, decay)

    @abstractmethod
    def losses(self, batch: Batch, seen_by: nn.Module) -> Mapping[str, Tensor]:
        """Scalars of a batch as the averaged network sees it, the first to descend; may be none."""

    def learn(self, batch: Batch, seen_by: nn.Module, rate: float) -> Mapping[str, Tensor]:
        """Take a step, at a share of the peak rate; returns what the log shows."""
        parts = self.losses(batch, seen_by)
        if not parts:
            return {}
        self.optimiser.zero_grad(set_to_none=True)
        next(iter(parts.values())).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        for group in self.optimiser.param_groups:
            group["lr"] = self.peak * rate
        self.optimiser.step()
        self.averaged.update(self.model)
        return {name: part.detach() for name, part in parts.items()}

    def state(self) -> dict[str, Any]:
        """All that it needs to go on, for a checkpoint."""
        return {
            "model": self.model.state_dict(),
            "averaged": self.averaged.model.state_dict(),
            "updates": self.averaged.updates,
            "optimiser": self.optimiser.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        self.averaged.model.load_state_dict(state["averaged"])
        self.averaged.updates = state["updates"]
        self.optimiser.load_state_dict(state["optimiser"])
