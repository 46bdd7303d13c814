"""Lines drawn here, and what a network may say of them: what their shapes make of it."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from recognition_api.alignment import align
from recognition_api.alphabet import BLANK, CLASSES, encode
from recognition_api.crops import cut
from recognition_api.shapes import by_shape

FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSans"
MONO, SANS = f"{FONTS}Mono.ttf", f"{FONTS}.ttf"


def read(
    drawn: str, said: str, face: str = SANS, second: float = 0.1, size: int = 15, rule: int = 0
) -> str:
    """What shapes make of a line that says one thing and was taken for another.

    Args:
        drawn: What it says.
        said: What was seen; its characters but spaces and underscores stand where drawn's stand.
        face: In which it is drawn.
        second: Probability of what is drawn, where that is not what was seen.
        size: Px of its print.
        rule: Px below the base line of a rule under all of it.
    """
    font = ImageFont.truetype(face, size)
    width, height = round(font.getlength(drawn)) + 8, round(1.45 * size)
    picture = Image.new("L", (width, height), 250)
    ImageDraw.Draw(picture).text((4, height - 0.35 * size), drawn, 20, font, anchor="ls")
    if rule:
        low = height - 0.35 * size + rule
        ImageDraw.Draw(picture).line((4, low, width - 4, low), 20, 1)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    line = cut(np.asarray(picture), corners)
    starts = [4 + font.getlength(drawn[:i]) for i in range(len(drawn) + 1)]
    centres = [(start + end) / 2 * 32 / height for start, end in pairwise(starts)]
    probabilities = _probabilities(drawn, said, centres, line.shape[1], second)
    return by_shape(said, 0.5, align(said, probabilities), probabilities, line)


def _probabilities(
    drawn: str, said: str, centres: list[float], width: int, second: float
) -> NDArray[np.float32]:
    frames = np.full((-(-width // 4), CLASSES), 1e-6, np.float32)
    frames[:, BLANK] = 1
    places = iter([i for i, character in enumerate(drawn) if character not in " _"])
    before = 0.0
    for character in said:
        if character in " _":
            frames[int(before // 4) + 2, encode(character)] = 2.0
            continue
        place = next(places)
        frame = int(centres[place] // 4)
        frames[frame, encode(drawn[place])] = 2 * second / (1 - second)
        frames[frame, encode(character)] = 2.0
        before = centres[place]
    for i, (one, two) in enumerate(pairwise(drawn)):
        if two == " ":
            frames[int(centres[i + 1] // 4), encode(" ")] += second * (one != " ")
    return np.asarray(frames / frames.sum(1, keepdims=True), np.float32)


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("O0B1I8S5Z2-QG0O", "00B1I8S5Z2-QG00"),
        ("O0B1I8S5Z2-QG0O", "O0B1I8S5Z2-QGOO"),
        ("X4 7B0OT0K9", "X4 7BOOTOK9"),
    ],
)
def test_a_dot_or_a_stroke_makes_a_0_of_an_o(drawn: str, said: str) -> None:
    assert read(drawn, said, MONO) == drawn


def test_an_o_is_wider_than_a_0() -> None:
    assert read("FO20X BO40B", "F02OX B040B", size=20) == "FO20X BO40B"


def test_what_was_not_held_possible_is_not_told() -> None:
    assert read("FO20X BO40B", "F02OX B040B", size=20, second=1e-4) == "F02OX B040B"


def test_in_numbers_and_names_it_is_clear_which_is_which() -> None:
    assert read("B0B 2O4O", "B0B 2O4O", MONO) == "B0B 2O4O"
    assert read("BOB 2040", "B0B 2O4O", MONO) == "B0B 2O4O"


def test_a_mere_stroke_is_no_1_beside_others() -> None:
    assert read("1 l = 16.15", "1 1 = 16.15") == "1 l = 16.15"
    assert read("11 = 16.15", "11 = 16.15") == "11 = 16.15"


@pytest.mark.parametrize(
    ("drawn", "said"), [("1,120", "1.120"), ("3.99", "3,99"), ("1,204.50", "1.204,50")]
)
@pytest.mark.parametrize("face", [SANS, MONO])
def test_a_comma_goes_on_below_its_digits(drawn: str, said: str, face: str) -> None:
    assert read(drawn, said, face) == drawn


@pytest.mark.parametrize(
    ("drawn", "said"),
    [("Onions 114", "onions 114"), ("add(int[] xs)", "add(int[] XS)"), ("Six cows", "six cows")],
)
@pytest.mark.parametrize("face", [SANS, MONO])
def test_letters_of_one_shape_have_the_case_of_their_height(
    drawn: str, said: str, face: str
) -> None:
    assert read(drawn, said, face, size=20) == drawn


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("private int total_count = 0;", "private int total count = 0;"),
        ("void add(int[] xs) {", "void add(int [] xs) {"),
        ("print(read_rows(path)[1:])", "print ( read_rows ( path ) [1:])"),
        ("if a.__name__ == '__main__':", "if a. name == ' _main ':"),
        ("for (int x : xs) {  x++; }", "for (int x : xs) {x++; }"),
    ],
)
def test_code_has_spaces_and_underscores_as_its_cells_do(drawn: str, said: str) -> None:
    assert read(drawn, said, MONO) == drawn.replace("  ", " ")


@pytest.mark.parametrize("text", ["12.50 13.99 14.25", "100 200 300 400", "Willi fiel im Mai hin"])
@pytest.mark.parametrize("face", [SANS, MONO])
def test_spaces_that_are_there_stay(text: str, face: str) -> None:
    assert read(text, text, face) == text


def test_white_as_wide_as_a_space_is_one() -> None:
    assert read("A B C of a 3 by 4 m room", "AB C of a 3 by 4 m room") == "A B C of a 3 by 4 m room"
    assert read("AB C of a 3 by 4 m room", "AB C of a 3 by 4 m room") == "AB C of a 3 by 4 m room"


def test_ink_in_a_space_is_an_underscore() -> None:
    assert read("see my_new_file.txt", "see my new file.txt") == "see my_new_file.txt"


def test_dashes_below_a_line_that_is_no_code_are_none_of_it() -> None:
    assert read("Date:_09.01.14 Time: 01:27", "Date: 09.01.14 Time: 01:27", MONO) == (
        "Date: 09.01.14 Time: 01:27"
    )


def test_an_underline_is_no_underscore() -> None:
    assert read("see my new file", "see my new file", rule=3) == "see my new file"
