import copy

import numpy as np
import pytest
import torch

from showoff_training.detection.blocks import fuse
from showoff_training.detection.data import batch_of
from showoff_training.detection.loss import ctpn_loss
from showoff_training.detection.model import Ctpn, normalised
from showoff_training.detection.served import Served
from showoff_training.synthesis.pages import Page

QUAD = np.array([[[20, 30], [100, 30], [100, 46], [20, 46]]], np.float32)


def trained_a_little() -> Ctpn:
    """A network whose normalisations have seen something: folding them is no identity."""
    torch.manual_seed(1)
    model = Ctpn()
    for _ in range(3):
        model(torch.randn(2, 3, 64, 96) * 2 + 1)
    return model.eval()


def page(*, ignored: bool = False) -> Page:
    image = np.full((128, 128, 3), 255, np.uint8)
    image[30:46, 20:100] = 40
    return Page(image, QUAD, np.array([ignored]), "receipt")


def test_fused_blocks_compute_the_same() -> None:
    model = trained_a_little()
    fused = copy.deepcopy(model)
    fuse(fused)
    assert not any(isinstance(m, torch.nn.BatchNorm2d) for m in fused.modules())
    images = torch.randn(1, 3, 96, 128)
    for before, after in zip(model(images), fused(images), strict=True):
        torch.testing.assert_close(before, after, rtol=1e-3, atol=1e-4)


def test_the_grid_is_4_px_by_8_px() -> None:
    heads = trained_a_little()(torch.zeros(1, 3, 64, 96))
    assert [tuple(head.shape) for head in heads] == [(1, k, 16, 12) for k in (6, 12, 6)]


@pytest.mark.slow
def test_the_loss_falls_on_a_picture_seen_again_and_again() -> None:
    torch.manual_seed(0)
    model = Ctpn()
    batch = batch_of([page(), page()])
    optimiser = torch.optim.AdamW(model.parameters(), 2e-3)
    losses = []
    for _ in range(12):
        loss = ctpn_loss(model(normalised(batch.images)), batch.labels).total
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.6 * losses[0]


@pytest.mark.parametrize("ignored", [True, False])
def test_ignored_text_costs_nothing_to_find(ignored: bool) -> None:
    batch = batch_of([page(ignored=ignored)])
    heads = Ctpn()(normalised(batch.images))
    cells = batch.labels.labels != 0
    sure = heads._replace(scores=torch.where(cells, 9.0, -9.0))
    unsure = heads._replace(scores=torch.full_like(heads.scores, -9.0))
    cheaper = ctpn_loss(sure, batch.labels).scores < ctpn_loss(unsure, batch.labels).scores
    assert bool(cheaper) is not ignored


def test_a_batch_without_text_has_a_loss() -> None:
    empty = Page(page().image, QUAD[:0], np.zeros(0, bool), "negative")
    batch = batch_of([empty])
    losses = ctpn_loss(Ctpn()(normalised(batch.images)), batch.labels)
    assert torch.isfinite(losses.total)
    assert float(losses.verticals.detach()) == 0


def test_the_served_map_holds_the_best_anchor_of_each_cell() -> None:
    model = trained_a_little()
    image = torch.randint(0, 256, (1, 64, 96, 3), dtype=torch.uint8)
    with torch.no_grad():
        score, top, bottom, _ = Served(model).eval()(image)[0]
        scores = model(normalised(image)).scores.sigmoid().amax(1)[0]
    kept = score > 0
    torch.testing.assert_close(score[kept], scores[kept])
    assert (bottom > top).all()
    padded = torch.nn.functional.pad(scores, (0, 0, 1, 1))
    highest = torch.maximum(torch.maximum(padded[:-2], padded[1:-1]), padded[2:])
    assert torch.equal(kept, scores == highest)
