import itertools
import json
import random
from pathlib import Path

import cv2
import numpy as np
import pytest

from showoff_training.detection.annotations import Annotated, read_set, split_at_gaps
from showoff_training.detection.crops import crop
from showoff_training.detection.data import Mix, PageBatches
from showoff_training.synthesis.backgrounds import clear_regions

LINE = np.array([[20, 40], [380, 40], [380, 60], [20, 60]], np.float32)


def with_ink(*spans: tuple[int, int]) -> np.ndarray:
    grey = np.full((100, 400), 230, np.uint8)
    for left, right in spans:
        grey[44:56, left:right:3] = 20
    return grey


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "scene_made"
    (folder / "images").mkdir(parents=True)
    (folder / "gt").mkdir()
    cv2.imwrite(str(folder / "images" / "a.png"), with_ink((22, 150), (300, 378)))
    lines = [{"points": LINE.tolist(), "text": "Total 1.00", "ignore": False}]
    truth = {"image": "a.png", "level": "line", "lines": lines}
    (folder / "gt" / "a.json").write_text(json.dumps(truth))
    return tmp_path


def spans(parts: list[np.ndarray]) -> list[tuple[float, float]]:
    return [(float(part[0, 0]), float(part[1, 0])) for part in parts]


def test_a_line_ends_where_the_gap_exceeds_1_2_heights() -> None:
    parts = split_at_gaps(with_ink((22, 150), (300, 378)), LINE)
    assert spans(parts) == [pytest.approx((20, 150), abs=4), pytest.approx((298, 380), abs=4)]


def test_gaps_between_words_do_not_end_a_line() -> None:
    assert spans(split_at_gaps(with_ink((22, 150), (165, 378)), LINE)) == [(20, 380)]


def test_blank_and_sloped_lines_are_left_alone() -> None:
    assert len(split_at_gaps(with_ink(), LINE)) == 1
    sloped = LINE + np.array([[0, 0], [0, 9], [0, 9], [0, 0]], np.float32)
    assert len(split_at_gaps(with_ink((22, 150), (300, 378)), sloped)) == 1


def test_a_set_is_read_with_and_without_splitting(data: Path) -> None:
    (whole,) = read_set(data / "scene_made", split=False)
    (cut,) = read_set(data / "scene_made", split=True)
    assert (len(whole.quads), len(cut.quads)) == (1, 2)


def test_crops_move_the_truth_with_the_pixels(tmp_path: Path) -> None:
    """A black bar stays under its quadrilateral, however it is scaled and turned."""
    image = np.full((400, 600, 3), 255, np.uint8)
    image[150:180, 200:400] = 0
    path = tmp_path / "set" / "images" / "a.png"
    path.parent.mkdir(parents=True)
    cv2.imwrite(str(path), image)
    quad = np.array([[[200, 150], [400, 150], [400, 180], [200, 180]]], np.float32)
    picture = Annotated(path, quad, np.array([False]))
    agreements = []
    for seed in range(12):
        page = crop(picture, 256, random.Random(seed))
        inside = np.zeros((256, 256), np.uint8)
        cv2.fillConvexPoly(inside, page.quads[0].round().astype(np.int32), 1)
        if inside.sum() > 500:
            grey = page.image.astype(float).mean(2)
            agreements.append(abs(grey[inside > 0].mean() - np.median(grey[inside == 0])))
    assert len(agreements) > 5
    assert min(agreements) > 60


def test_batches_are_reproducible_and_mixed(data: Path) -> None:
    mix = Mix(sizes=((128, 3),), real=0.5)
    first, again = (next(iter(PageBatches(data, mix, seed=5))) for _ in range(2))
    assert first.images.shape == (3, 128, 128, 3)
    assert first.labels.labels.shape == (3, 6, 32, 16)
    assert (first.images == again.images).all()


def test_pages_serve_several_batches_where_the_mix_says_so() -> None:
    mix = Mix(sizes=((64, 4),), real=0.0, uses=2, pool=8)
    batches = itertools.islice(PageBatches(None, mix, seed=6), 6)
    pages = [page.numpy().tobytes() for batch in batches for page in batch.images]
    assert len(pages) == 24
    assert len({*pages}) <= 4 + 5 * 2


def test_clear_regions_touch_no_text() -> None:
    image = np.zeros((400, 400, 3), np.uint8)
    image[100:140, 50:350] = 255
    quads = np.array([[[50, 100], [350, 100], [350, 140], [50, 140]]], np.float32)
    regions = clear_regions([(image, quads)] * 5, seed=1)
    assert regions
    assert max(region.max() for region in regions) == 0
