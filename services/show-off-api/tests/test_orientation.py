"""Which way up a picture is read, decided by stand-ins that say when text makes sense."""

from collections.abc import Callable, Sequence

import pytest

from show_off_api.model_services import Found, Picture, Quad, Recognised
from show_off_api.orientation import Upright, read_upright
from showoff_common.pictures.regions import Region
from showoff_common.pictures.turns import Turn
from showoff_common.work.deadline import Deadline

Say = Callable[[Quad], tuple[str, float]]


def line(x: float, y: float, width: float, height: float) -> Quad:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


ROWS = [line(0, 13 * row, 60, 10) for row in range(20)]
FRAGMENTS = [line(13 * i, 0, 9, 10) for i in range(6)]
# The same rows, running down a picture that lies on its side.
LYING = [[(300 - y, x) for x, y in row] for row in ROWS[:6]]


class Detection:
    def __init__(self, standing: Sequence[Quad], lying: Sequence[Quad] = ()) -> None:
        self.lines: dict[Turn, Sequence[Quad]] = {0: standing, 90: lying}
        self.turns: list[Turn] = []

    def find(
        self, _picture: Picture, _region: Region | None, turn: Turn, _deadline: Deadline
    ) -> Found:
        self.turns.append(turn)
        return Found(self.lines[turn], "ctpn-1")


class Recognition:
    def __init__(self, say: Say) -> None:
        self.say = say
        self.calls: list[int] = []

    def read(self, _picture: Picture, points: Sequence[Quad], _deadline: Deadline) -> Recognised:
        self.calls.append(len(points))
        said = [self.say(line) for line in points]
        return Recognised([text for text, _ in said], [sure for _, sure in said], "crnn-1")


def upright(picture: Picture, detection: Detection, recognition: Recognition) -> Upright:
    return read_upright(picture, None, detection, recognition, Deadline.after(60))


def rightwards(line: Quad) -> bool:
    return line[1][0] > line[0][0]


def downwards(line: Quad) -> bool:
    return line[1][1] > line[0][1] + 20


def sense_if(condition: Callable[[Quad], bool], *, nonsense: float = 0.3) -> Recognition:
    return Recognition(lambda line: ("sense", 0.95) if condition(line) else ("asuas", nonsense))


def test_a_clear_page_is_found_and_read_once(picture: Picture) -> None:
    detection, recognition = Detection(ROWS), sense_if(rightwards)
    assert upright(picture, detection, recognition).recognised.texts == ["sense"] * 20
    assert (detection.turns, recognition.calls) == ([0], [20])


def test_an_upside_down_page_is_read_the_other_way(picture: Picture) -> None:
    detection = Detection(ROWS)
    read = upright(picture, detection, sense_if(lambda line: not rightwards(line), nonsense=0.45))
    assert read.recognised.texts == ["sense"] * 20
    assert read.found.points[0][0] == (60.0, 10.0), "a line begins at its text's top left"
    assert detection.turns == [0], "its lines stand already; nothing is searched again"


@pytest.mark.parametrize("down", [True, False], ids=["downwards", "upwards"])
def test_a_page_on_its_side_is_searched_again(picture: Picture, down: bool) -> None:
    def runs_so(line: Quad) -> bool:
        along = line[1][1] - line[0][1]
        return abs(along) > 20 and (along > 0) == down

    detection = Detection(FRAGMENTS, LYING)
    read = upright(picture, detection, sense_if(runs_so))
    assert read.recognised.texts == ["sense"] * len(LYING)
    assert detection.turns == [0, 90]


def test_columns_of_letters_that_look_like_lines_are_searched_on_their_side(
    picture: Picture,
) -> None:
    detection = Detection(ROWS, LYING)
    read = upright(picture, detection, sense_if(downwards))
    assert read.recognised.texts == ["sense"] * len(LYING)


def test_a_picture_without_lines_is_searched_on_its_side(picture: Picture) -> None:
    read = upright(picture, Detection([], LYING), sense_if(lambda _: True))
    assert len(read.recognised.texts) == len(LYING)


def test_what_makes_no_sense_lying_either_stays_empty(picture: Picture) -> None:
    read = upright(picture, Detection([], LYING), sense_if(lambda _: False))
    assert (len(read.found.points), list(read.recognised.texts)) == (0, [])


def test_a_page_that_makes_no_sense_either_way_stays_as_it_is(picture: Picture) -> None:
    recognition = sense_if(lambda _: False)
    read = upright(picture, Detection(ROWS), recognition)
    assert read.found.points == ROWS
    assert recognition.calls == [20, 8], "a few lines are tried, not all"
