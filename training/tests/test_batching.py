import itertools
from collections import Counter

import pytest
import torch

from showoff_training.recognition.data import ON_A_GPU, Batching, LineBatches, Mix

PRINT = Mix(widest=128, longest=9, real=0, street=0, sign=0, nothing=0, icon=0)
FEW = Batching(pixels=1024, fewest=4, most=8, pool=48, widths=(64, 128), evenly=True)


def test_a_gpu_meets_few_shapes_each_as_large_as_it_likes() -> None:
    sizes = {width: ON_A_GPU.size(width) for width in ON_A_GPU.widths}
    assert sizes[64] == 512
    assert all(size * width <= 131_072 for width, size in sizes.items())
    assert all(size * width > 120_000 for width, size in sizes.items() if width >= 256)
    assert {ON_A_GPU.width(line) for line in range(16, 961)} == {*ON_A_GPU.widths}


def test_two_cores_meet_every_width_in_small_batches() -> None:
    assert Batching().width(65) == 96
    assert [Batching().size(width) for width in (64, 320, 960)] == [64, 32, 10]


@pytest.fixture(scope="module")
def batches() -> list[torch.Tensor]:
    lines = LineBatches(None, PRINT, 3, batching=FEW)
    return [batch.images for batch in itertools.islice(lines, 12)]


@pytest.mark.slow
def test_batches_have_one_size_for_each_width(batches: list[torch.Tensor]) -> None:
    assert {tuple(images.shape) for images in batches} == {(8, 32, 64), (8, 32, 128)}


def test_no_line_comes_twice_in_a_batch_or_far_more_often_than_others(
    batches: list[torch.Tensor],
) -> None:
    counts: Counter[bytes] = Counter()
    for images in batches:
        lines = [line.numpy().tobytes() for line in images]
        assert len({*lines}) == len(lines)
        counts.update(lines)
    assert max(counts.values()) <= 8


def test_the_same_seed_gives_the_same_batches(batches: list[torch.Tensor]) -> None:
    again = next(iter(LineBatches(None, PRINT, 3, batching=FEW)))
    assert torch.equal(again.images, batches[0])
