"""CTC loss that can forgive the case of letters.

Some truths are written in capitals whatever the print shows. For such a line the probabilities of
both cases are added before the loss, so that it teaches the letters and not the case.
"""

import torch
from torch import Tensor
from torch.nn import functional

from showoff_recognition.alphabet import BLANK, CHARACTERS, CLASSES

_NEVER = -1e4  # log-probability of a class that was folded away


def _case_partners() -> tuple[Tensor, Tensor]:
    classes = {character: index + 1 for index, character in enumerate(CHARACTERS)}
    pairs = [
        (classes[c.upper()], classes[c])
        for c in CHARACTERS
        if c != c.upper() and c.upper() in classes
    ]
    upper, lower = zip(*pairs, strict=True)
    return torch.tensor(upper), torch.tensor(lower)


_UPPER, _LOWER = _case_partners()
_FOLD = torch.arange(CLASSES).index_copy(0, _LOWER, _UPPER)


def ctc_loss(logits: Tensor, targets: Tensor, lengths: Tensor, any_case: Tensor) -> Tensor:
    """Mean over the batch of the loss a line, each divided by its length.

    Args:
        logits: (B, T, classes).
        targets: (sum of lengths,) classes of all lines, one after another.
        lengths: (B,) characters a line.
        any_case: (B,) bool, True where the truth does not tell the case.
    """
    log_probabilities = logits.float().log_softmax(2)
    if any_case.any():
        folded = _fold_case(log_probabilities)
        log_probabilities = torch.where(any_case[:, None, None], folded, log_probabilities)
        fold = _FOLD.to(targets.device)[targets]
        targets = torch.where(any_case.repeat_interleave(lengths), fold, targets)
    steps = torch.full((len(logits),), logits.shape[1], dtype=torch.long)
    return functional.ctc_loss(
        log_probabilities.transpose(0, 1), targets, steps, lengths, BLANK, zero_infinity=True
    )


def _fold_case(log_probabilities: Tensor) -> Tensor:
    upper, lower = _UPPER.to(log_probabilities.device), _LOWER.to(log_probabilities.device)
    both = torch.logaddexp(log_probabilities[..., upper], log_probabilities[..., lower])
    folded = log_probabilities.index_copy(2, upper, both)
    return folded.index_fill(2, lower, _NEVER)
