import tracemalloc

import numpy as np
import pytest
from PIL import Image, ImageDraw

from recognition_api.crops import LONGEST, cut, inside, with_margin
from recognition_api.looks import FIRST, FURTHER, Look


def quadrilateral(x: float, y: float, width: float, height: float, degrees: float) -> np.ndarray:
    """Corners of a rectangle turned clockwise about its centre."""
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (width / 2, height / 2)
    turn = np.deg2rad(degrees)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return np.asarray(corners @ matrix.T + (x, y), np.float32)


def picture_with_bar(degrees: float) -> tuple[np.ndarray, np.ndarray]:
    """A light picture, and in it the quadrilateral of a line whose left half is black."""
    picture = Image.new("L", (400, 400), 255)
    whole = quadrilateral(200, 200, 200, 40, degrees)
    left = whole.copy()
    left[1], left[2] = (whole[0] + whole[1]) / 2, (whole[2] + whole[3]) / 2
    ImageDraw.Draw(picture).polygon([tuple(corner) for corner in left.tolist()], fill=0)
    return np.asarray(picture), whole


@pytest.mark.parametrize("degrees", [0, 15, -20, 90, 180])
def test_a_line_is_cut_upright_along_its_own_direction(degrees: float) -> None:
    line = cut(*picture_with_bar(degrees))
    assert line.shape == (32, 160)
    assert line[4:-4, 8:70].mean() < 20
    assert line[4:-4, 90:-8].mean() > 235


@pytest.mark.parametrize("look", [FIRST, *FURTHER])
@pytest.mark.parametrize("degrees", [0, 15, 90])
def test_a_line_lies_inside_its_margin_whatever_the_look(look: Look, degrees: float) -> None:
    picture = Image.new("L", (400, 400), 255)
    whole = quadrilateral(200, 200, 200, 40, degrees)
    ImageDraw.Draw(picture).polygon([tuple(corner) for corner in whole.tolist()], fill=0)
    line = cut(np.asarray(picture), with_margin(whole, look.across, look.along), 32, look.stretch)
    (black,) = np.nonzero(line[16] < 128)
    columns = inside(whole, look.along, line.shape[1])
    assert (black[0], black[-1] + 1) == pytest.approx(columns, abs=1.5)


def test_corners_outside_the_picture_are_filled_from_its_rim() -> None:
    line = cut(np.full((20, 50), 77, np.uint8), quadrilateral(25, 10, 90, 30, 0))
    assert (line == 77).all()


def test_a_trapezium_becomes_a_rectangle() -> None:
    """A sign seen from aside: its left end is half as high as its right one, in the same ink."""
    picture = Image.new("L", (300, 200), 255)
    corners = [(50, 80), (250, 60), (250, 140), (50, 120)]
    ImageDraw.Draw(picture).polygon([(50, 80), (250, 60), (250, 100), (50, 100)], fill=0)
    line = cut(np.asarray(picture), np.array(corners, np.float32))
    assert line[3:13, 4:-4].max() < 40
    assert line[-13:-3, 4:-4].min() > 215


def test_corners_far_outside_cost_no_more_than_the_picture() -> None:
    far = quadrilateral(0, 0, 1e5, 1e5, 5)
    tracemalloc.start()
    line = cut(np.full((200, 300), 77, np.uint8), far)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert line.shape == (32, 32)
    assert most < 8e6


def test_an_endless_line_is_bounded() -> None:
    assert (
        cut(np.zeros((10, 5000), np.uint8), quadrilateral(2500, 5, 5000, 4, 0)).shape[1] == LONGEST
    )


def test_a_point_gives_a_line_and_no_error() -> None:
    assert cut(np.zeros((10, 10), np.uint8), np.full((4, 2), 5, np.float32)).shape[0] == 32


@pytest.mark.parametrize("degrees", [0, 30])
def test_margins_grow_along_and_across_the_line(degrees: float) -> None:
    grown = with_margin(quadrilateral(100, 100, 60, 20, degrees), across=0.1, along=0.5)
    np.testing.assert_allclose(grown, quadrilateral(100, 100, 80, 24, degrees), atol=1e-3)
