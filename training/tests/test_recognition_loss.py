import pytest
import torch

from recognition_api.alphabet import BLANK, CLASSES, encode
from showoff_training.recognition.loss import ctc_loss


def logits_saying(text: str, frames: int = 24) -> torch.Tensor:
    """(1, frames, classes), sure of a text: each character for one frame, then a blank."""
    path = [c for code in encode(text) for c in (code, BLANK)]
    path += [BLANK] * (frames - len(path))
    return torch.nn.functional.one_hot(torch.tensor([path]), CLASSES).float() * 20


def loss(said: str, truth: str, *, any_case: bool) -> float:
    targets = torch.tensor(encode(truth))
    lengths = torch.tensor([len(truth)])
    return float(ctc_loss(logits_saying(said), targets, lengths, torch.tensor([any_case])))


def test_saying_the_truth_costs_nothing() -> None:
    assert loss("Total 4.50", "Total 4.50", any_case=False) == pytest.approx(0, abs=1e-3)


def test_case_counts_where_the_truth_tells_it() -> None:
    assert loss("Total", "TOTAL", any_case=False) > 5


def test_case_is_forgiven_where_the_truth_does_not_tell_it() -> None:
    assert loss("Total é", "TOTAL É", any_case=True) == pytest.approx(0, abs=1e-3)


def test_other_letters_are_never_forgiven() -> None:
    assert loss("Tolal", "TOTAL", any_case=True) > 2


def test_a_line_without_text_asks_for_silence() -> None:
    assert loss("", "", any_case=False) == pytest.approx(0, abs=1e-3)
    assert loss("leaf", "", any_case=False) > 5


def test_a_forgiven_line_leaves_its_neighbours_in_the_batch_alone() -> None:
    both = torch.cat([logits_saying("ab"), logits_saying("ab")])
    targets, lengths = torch.tensor(encode("ABAB")), torch.tensor([2, 2])
    mixed = ctc_loss(both, targets, lengths, torch.tensor([True, False]))
    assert float(mixed) == pytest.approx(loss("ab", "AB", any_case=False) / 2, rel=1e-4)
