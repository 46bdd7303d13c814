from collections.abc import Callable, Sequence

import pytest

from show_off_api.model_services import Found, Picture, Quad, Recognised
from show_off_api.reading import Box, Reading, read
from showoff_common.errors import Problem
from showoff_common.pictures.regions import Region
from showoff_common.pictures.turns import Turn
from showoff_common.work.deadline import Deadline

Say = Callable[[Quad], tuple[str, float]]


def lines(*corners: tuple[float, float], width: float = 60, height: float = 10) -> list[Quad]:
    """Upright lines by their top left corners."""
    return [[(x, y), (x + width, y), (x + width, y + height), (x, y + height)] for x, y in corners]


class Detection:
    def __init__(self, points: Sequence[Quad]) -> None:
        self.points = points
        self.region: Region | None = None

    def find(
        self, picture: Picture, region: Region | None, turn: Turn, deadline: Deadline
    ) -> Found:
        assert picture.data
        assert turn in {0, 90}
        deadline.remaining()
        self.region = region
        return Found(self.points, "ctpn-1")


class Recognition:
    def __init__(self, say: Say) -> None:
        self.say = say
        self.calls: list[int] = []

    def read(self, picture: Picture, points: Sequence[Quad], deadline: Deadline) -> Recognised:
        assert picture.data
        deadline.remaining()
        self.calls.append(len(points))
        said = [self.say(line) for line in points]
        return Recognised([text for text, _ in said], [sure for _, sure in said], "crnn-1")


def reading(
    picture: Picture,
    points: Sequence[Quad],
    say: Say,
    region: Region | None = None,
) -> Reading:
    return read(picture, region, Detection(points), Recognition(say), Deadline.after(60))


def place(line: Quad) -> tuple[str, float]:
    x, y = line[0]
    return f"at {x:g},{y:g}", 0.9


def test_lines_come_in_reading_order_with_their_text(picture: Picture) -> None:
    result = reading(picture, lines((0, 40), (0, 0), (80, 0)), place)

    assert [line.text for line in result.lines] == ["at 0,0", "at 80,0", "at 0,40"]
    assert result.text == "at 0,0 at 80,0\n\nat 0,40"
    assert (result.detection_model, result.recognition_model) == ("ctpn-1", "crnn-1")


def test_rows_are_parted_by_a_newline(picture: Picture) -> None:
    assert reading(picture, lines((0, 0), (0, 13)), place).text == "at 0,0\nat 0,13"


def test_no_text_is_an_empty_reading_and_recognition_is_not_asked(picture: Picture) -> None:
    recognition = Recognition(place)

    result = read(picture, None, Detection(lines()), recognition, Deadline.after(60))

    assert (list(result.lines), result.text) == ([], "")
    assert recognition.calls == []


def test_what_says_nothing_is_no_line(picture: Picture) -> None:
    points = lines((0, 0), (0, 20))

    result = reading(picture, points, lambda line: ("" if line[0][1] else "text", 0.9))

    assert [line.text for line in result.lines] == ["text"]


def test_what_is_too_doubtful_is_no_line(picture: Picture) -> None:
    doubts = {0.0: ("leaf", 0.05), 20.0: ("sign", 0.95), 40.0: ("wall", 0.99)}
    result = reading(picture, lines((0, 0), (0, 20), (0, 40)), lambda line: doubts[line[0][1]])
    assert [line.text for line in result.lines] == ["sign", "wall"]


def test_box_is_the_upright_rectangle_around_the_points(picture: Picture) -> None:
    tilted = [[(10.2, 5.5), (40, 1.5), (41.5, 11), (11, 15.1)]]

    result = reading(picture, tilted, place)

    assert result.lines[0].box == Box(start_x=10, start_y=1, width=32, height=15)


def test_region_is_clipped_to_the_picture_and_handed_on(picture: Picture) -> None:
    detection = Detection(lines())

    read(picture, Region(50, -10, 500, 40), detection, Recognition(place), Deadline.after(60))

    assert detection.region == Region(50, 0, 50, 30)


def test_region_outside_the_picture_is_refused_before_any_call(picture: Picture) -> None:
    detection = Detection(lines())

    with pytest.raises(Problem) as caught:
        read(picture, Region(200, 0, 5, 5), detection, Recognition(place), Deadline.after(60))

    assert caught.value.status == 400
