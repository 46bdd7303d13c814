import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from detection_api.edges import to_their_ends
from detection_api.lines import TextLines

FONT = ImageFont.load_default(18)
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<<<<<<<<<<<<<<<<",
)


def drawn(*rows: str, mark: tuple[int, int, int, int] | None = None) -> NDArray[np.uint8]:
    picture = Image.new("RGB", (700, 60 + 40 * len(rows)), "white")
    draw = ImageDraw.Draw(picture)
    for row, text in enumerate(rows):
        draw.text((30, 40 + 40 * row), text, "black", FONT, anchor="lm")
    if mark:
        draw.rectangle(mark, "black")
    return np.asarray(picture)


def found(*rows: str) -> TextLines:
    """Lines as far as these texts reach."""
    ends = [30 + FONT.getlength(text) for text in rows]
    quads = [
        [[30, y - 9], [end, y - 9], [end, y + 9], [30, y + 9]]
        for end, y in ((end, 40 + 40 * row) for row, end in enumerate(ends))
    ]
    return TextLines(np.array(quads, np.float32), np.ones(len(rows), np.float32))


def test_a_line_goes_on_as_far_as_its_ink_and_its_neighbour() -> None:
    lines = to_their_ends(drawn(*CARD), found(CARD[0][:17], *CARD[1:]))
    assert lines.points[:, 1, 0] == pytest.approx([30 + FONT.getlength(row) for row in CARD], abs=3)
    assert lines.points[0, :, 1].tolist() == [31, 31, 49, 49]


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        (("a short line", "and one that is longer by far"), "a short line"),
        (("Coffee and cake    12.50", "A cake with cream 4.50"), "Coffee and cake"),
        ((CARD[0], "A line that ends before"), CARD[0][:17]),
    ],
    ids=["nothing goes on", "a price", "a neighbour that ends as early"],
)
def test_other_lines_end_where_they_did(rows: tuple[str, ...], first: str) -> None:
    given = found(first, *rows[1:])
    assert to_their_ends(drawn(*rows), given).points.tolist() == given.points.tolist()


def test_pictures_beside_a_line_are_none_of_it() -> None:
    rows = ("a line of text", "and one that is longer by far than it")
    image = drawn(*rows, mark=(150, 20, 420, 62))
    given = found(*rows)
    assert to_their_ends(image, given).points.tolist() == given.points.tolist()


def test_a_rule_behind_a_line_is_none_of_it() -> None:
    rows = ("Name of owner", "and one that is longer by far than it")
    end = round(30 + FONT.getlength(rows[0]))
    image = drawn(*rows, mark=(end + 4, 46, end + 250, 47))
    given = found(*rows)
    assert to_their_ends(image, given).points.tolist() == given.points.tolist()


def test_a_line_does_not_run_into_another() -> None:
    lines = found(CARD[0][:17], *CARD[1:])
    other = found(CARD[0]).points + np.array([[FONT.getlength(CARD[0][:20]), 0]] * 4)
    other[0, 1:3, 0] = 30 + FONT.getlength(CARD[0])
    both = TextLines(
        np.concatenate([lines.points, other]).astype(np.float32), np.ones(4, np.float32)
    )
    assert to_their_ends(drawn(*CARD), both).points.tolist() == both.points.tolist()
