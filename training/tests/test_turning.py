import numpy as np
import torch

from showoff_training.detection.data import batch_of
from showoff_training.detection.model import Ctpn
from showoff_training.detection.orientation import TURNS
from showoff_training.detection.turning import Turning, turn
from showoff_training.synthesis.pages import Page

QUAD = np.array([[[8, 30], [120, 30], [120, 60], [8, 60]]], np.float32)


def page(*, text: bool) -> Page:
    image = np.full((128, 128, 3), 255, np.uint8)
    image[30:60, 8:120:6] = 0
    return Page(image, QUAD if text else QUAD[:0], np.zeros(int(text), bool), "receipt")


def test_pictures_are_turned_clockwise() -> None:
    image = torch.zeros(1, 4, 4, 3, dtype=torch.uint8)
    image[0, 0, 0] = 9  # at the top left
    assert [int(turn(image, 1)[0, 0, -1, 0]), int(turn(image, 2)[0, -1, -1, 0])] == [9, 9]


def test_the_head_learns_from_pages_with_text_and_leaves_the_detector_alone() -> None:
    torch.manual_seed(0)
    turning, detector = Turning(torch.device("cpu")), Ctpn().eval()
    before = [weight.clone() for weight in detector.state_dict().values()]
    batch = batch_of([page(text=True)] * TURNS)
    losses = [float(turning.learn(batch, detector, 1.0)["turn"]) for _ in range(6)]
    assert losses[-1] < losses[0]
    for one, other in zip(before, detector.state_dict().values(), strict=True):
        assert torch.equal(one, other)


def test_pages_without_text_teach_nothing() -> None:
    turning = Turning(torch.device("cpu"))
    batch = batch_of([page(text=True)] + [page(text=False)] * 3)
    assert turning.learn(batch, Ctpn().eval(), 1.0) == {}
