"""The second looks, at tall and at small text, with networks that answer as told."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from detection_api.passes import FARTHER, detect
from detection_api.scaling import MOST_PAGES

Bar = tuple[float, float, float, float, float]
AnswerFor = Callable[..., NDArray[np.float32]]
PICTURE = np.zeros((1280, 1280, 3), np.uint8)


class Scene:
    """Answers for lines that stand in PICTURE, whatever the scale it is seen at."""

    def __init__(self, answer_for: AnswerFor, near: Sequence[Bar], far: Sequence[Bar]) -> None:
        self._answer_for = answer_for
        self._near, self._far = near, far
        self.looks: list[int] = []

    def __call__(self, image: NDArray[np.uint8]) -> NDArray[np.float32]:
        _, height, width, _ = image.shape
        self.looks.append(width)
        near = width == 1280
        scale = 1.0 if near else FARTHER
        bars = [
            (*(scale * v for v in bar[:4]), bar[4]) for bar in (self._near if near else self._far)
        ]
        answer: NDArray[np.float32] = self._answer_for(bars, height, width)
        return answer


def heights(scene: Scene) -> list[int]:
    return sorted(round(float(h)) for h in detect(scene, PICTURE).heights())


def test_a_picture_without_tall_text_is_looked_at_once(answer_for: AnswerFor) -> None:
    scene = Scene(answer_for, [(100, 100, 400, 140, 0)], [])
    assert heights(scene) == [40]
    assert scene.looks == [1280]


def test_tall_text_is_looked_at_from_farther_away(answer_for: AnswerFor) -> None:
    strokes = [(100, 250, 200, 420, 0), (300, 200, 400, 330, 0), (320, 420, 352, 440, 0)]
    scene = Scene(answer_for, [*strokes, (100, 900, 400, 940, 0)], [(90, 200, 700, 500, 0)])
    assert heights(scene) == [40, 300]
    assert scene.looks == [1280, 448]


def test_from_farther_only_tall_text_is_taken(answer_for: AnswerFor) -> None:
    near = [(100, 100, 400, 240, 0), (100, 600, 400, 640, 0)]
    far = [(90, 90, 410, 250, 0), (90, 590, 410, 660, 0)]
    assert heights(Scene(answer_for, near, far)) == [40, 160]


def test_tall_text_lost_from_farther_is_kept_from_near(answer_for: AnswerFor) -> None:
    assert heights(Scene(answer_for, [(100, 100, 400, 240, 0)], [])) == [140]


def test_a_strip_takes_a_bounded_number_of_looks(answer_for: AnswerFor) -> None:
    scene = Scene(answer_for, [], [])
    for width, height in ((1, 200_000), (40, 20_000), (400, 12_000)):
        scene.looks.clear()
        detect(scene, np.zeros((height, width, 3), np.uint8))
        assert 2 <= len(scene.looks) <= MOST_PAGES


def shrunk(answer_for: AnswerFor, height: float) -> list[int]:
    """Widths of the looks at a picture of 2560 px that holds lines so high."""
    scene = Scene(answer_for, [(100, 100, 400, 100 + height / 2, 0)], [])
    detect(scene, np.zeros((2560, 2560, 3), np.uint8))
    return scene.looks


def test_print_that_was_shrunk_too_far_is_looked_at_from_nearer(answer_for: AnswerFor) -> None:
    assert shrunk(answer_for, 30) == [1280]
    assert shrunk(answer_for, 16) == [1280, *4 * [1344]]
