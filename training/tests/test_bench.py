from pathlib import Path

import pytest
import torch

from showoff_training.measure import bench
from showoff_training.studies import vgg_ctpn

RECEIPT = Path(__file__).parents[2] / "samples" / "images" / "receipt.png"


def test_every_stage_is_timed_as_often_as_asked() -> None:
    watch = bench.time_stages([RECEIPT.read_bytes()], repeats=2, url=None)

    assert set(watch.seconds) == {"decode", "detect", "recognise", "order", "whole read"}
    assert {len(seconds) for seconds in watch.seconds.values()} == {2}
    parts = sum(sum(seconds) for stage, seconds in watch.seconds.items() if stage != "whole read")
    assert sum(watch.seconds["whole read"]) >= parts


@pytest.mark.slow
def test_the_reference_is_the_papers_network() -> None:
    network = vgg_ctpn.build()
    convolutions = [part for part in network.features if isinstance(part, torch.nn.Conv2d)]

    with torch.no_grad():
        answer = network(torch.zeros(1, 3, 64, 96))

    assert len(convolutions) == 13
    assert answer.shape == (1, 4, 6, 50), "stride 16, ten anchors of five figures"
