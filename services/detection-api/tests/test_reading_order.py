import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detection_api.reading_order import Quad, reading_order

HEIGHT = 20
LEADING = 28


def line(x: float, y: float, width: float, height: float = HEIGHT) -> Quad:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def order(lines: list[Quad], turn: float = 0) -> list[list[list[int]]]:
    return reading_order([turned(line, turn) for line in lines])


def turned(line: Quad, degrees: float) -> Quad:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x * cos - y * sin, x * sin + y * cos) for x, y in line]


def flat(paragraphs: list[list[list[int]]]) -> list[int]:
    return [index for paragraph in paragraphs for row in paragraph for index in row]


def column(x: float, width: float, count: int, y: float = 0) -> list[Quad]:
    return [line(x, y + LEADING * row, width) for row in range(count)]


def test_nothing_has_no_order() -> None:
    assert order([]) == []


def test_lines_are_read_from_top_to_bottom() -> None:
    lines = column(0, 400, 5)

    assert order(lines[::-1]) == [[[4], [3], [2], [1], [0]]]


def on_end(x: float, top: float, bottom: float) -> Quad:
    """Text that is read from the bottom to the top."""
    return [(x, bottom), (x, top), (x + HEIGHT, top), (x + HEIGHT, bottom)]


def test_a_margins_text_on_end_is_told_last() -> None:
    rows = column(60, 400, 9)

    assert flat(order([on_end(10, 20, 220), *rows])) == [*range(1, 10), 0]


def test_heads_on_end_are_told_before_what_they_head() -> None:
    heads = [on_end(60 + 80 * number, -120, -10) for number in range(3)]

    assert flat(order([*column(60, 200, 4), *heads])) == [4, 5, 6, 0, 1, 2, 3]


def test_columns_of_prose_are_kept_apart() -> None:
    lines = column(0, 400, 6) + column(440, 400, 6)

    assert flat(order(lines)) == list(range(12))


def test_title_over_columns_comes_first_and_note_below_last() -> None:
    lines = [line(100, -60, 640), *column(0, 400, 6), *column(440, 400, 6), line(0, 200, 800)]

    assert flat(order(lines)) == list(range(14))


def test_columns_go_on_across_a_gap_between_their_paragraphs() -> None:
    left = column(0, 400, 4) + column(0, 400, 4, y=160)
    right = column(440, 400, 4) + column(440, 400, 4, y=160)

    assert flat(order(left + right)) == list(range(16))


def test_three_columns_are_read_from_left_to_right() -> None:
    lines = column(0, 300, 5) + column(330, 300, 5) + column(660, 300, 5)

    assert flat(order(lines)) == list(range(15))


def test_label_and_price_share_a_row() -> None:
    labels = column(0, 150, 4)
    prices = [line(300, LEADING * row + 2, 50) for row in range(4)]

    assert order(labels + prices) == [[[0, 4], [1, 5], [2, 6], [3, 7]]]


def test_prices_stay_on_rows_that_a_leaning_receipt_has_shifted() -> None:
    labels = column(0, 150, 6)
    prices = [line(300, LEADING * row + 10, 50) for row in range(6)]

    assert order(labels + prices)[0][0] == [0, 6]
    assert flat(order(labels + prices)) == [n for row in range(6) for n in (row, 6 + row)]


def test_short_prices_on_rows_of_their_own_are_no_column() -> None:
    labels = column(0, 150, 9)
    prices = [line(300, LEADING * (row + 0.5), 50) for row in range(8)]

    read = flat(order(labels + prices))

    assert read == [0, *(n for row in range(8) for n in (9 + row, row + 1))]


def test_three_lines_beside_others_are_no_column() -> None:
    notes = [line(300, LEADING * (row + 0.5), 150) for row in range(3)]

    assert flat(order(column(0, 150, 4) + notes)) == [0, 4, 1, 5, 2, 6, 3]


def test_table_is_read_row_by_row() -> None:
    cells = [line(x, y * 40, 80) for y in range(4) for x in (0, 200, 400)]

    rows = [row for paragraph in order(cells) for row in paragraph]

    assert rows == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]]


def test_side_bar_that_is_not_aligned_is_read_apart() -> None:
    bar = [line(0, 45 * row, 90) for row in range(6)]
    prose = column(200, 500, 9, y=11)

    assert flat(order(bar + prose)) == list(range(15))


def test_prices_that_differ_in_size_stay_on_their_row() -> None:
    assert order([line(300, -8, 100, height=36), line(0, 0, 150)]) == [[[1, 0]]]


def test_what_stands_lower_is_another_row() -> None:
    assert order([line(0, 0, 100), line(150, 16, 100)]) == [[[0], [1]]]


def test_lines_that_overlap_from_left_to_right_are_no_row() -> None:
    assert order([line(0, 0, 100), line(20, 8, 100)]) == [[[0], [1]]]


def test_paragraphs_are_parted_at_wide_gaps() -> None:
    lines = column(0, 400, 3) + column(0, 400, 3, y=120)

    assert order(lines) == [[[0], [1], [2]], [[3], [4], [5]]]


@pytest.mark.parametrize("count", [2, 3, 4, 6, 10])
@pytest.mark.parametrize("apart", [0.4, 0.8, 1.1])
def test_rows_that_are_far_apart_are_one_paragraph_however_many(count: int, apart: float) -> None:
    lines = [line(0, (1 + apart) * HEIGHT * row, 400) for row in range(count)]

    assert len(order(lines)) == 1


def test_of_three_lines_the_one_that_is_farther_off_is_a_paragraph() -> None:
    assert order([line(0, 0, 400), line(0, 28, 400), line(0, 90, 400)]) == [[[0], [1]], [[2]]]


def test_two_rows_that_are_very_far_apart_are_two_paragraphs() -> None:
    assert len(order([line(0, 0, 400), line(0, 2.5 * HEIGHT, 400)])) == 2


@pytest.mark.parametrize("turn", [-15, 3, 15, 90, 180, 270])
def test_order_follows_the_direction_of_the_text(turn: float) -> None:
    lines = column(0, 150, 4) + [line(300, LEADING * row + 2, 50) for row in range(4)]

    assert order(lines, turn) == [[[0, 4], [1, 5], [2, 6], [3, 7]]]


def test_one_upright_line_does_not_disturb_the_others() -> None:
    upright = [(900.0, 0.0), (900.0, 300.0), (880.0, 300.0), (880.0, 0.0)]

    assert flat(order([*column(0, 400, 5), upright]))[:1] == [0]
    assert sorted(flat(order([*column(0, 400, 5), upright]))) == list(range(6))


coordinate = st.floats(-100, 5000, width=32)


@given(st.lists(st.lists(st.tuples(coordinate, coordinate), min_size=4, max_size=4), max_size=40))
def test_every_line_is_read_exactly_once(lines: list[Quad]) -> None:
    assert sorted(flat(order(lines))) == list(range(len(lines)))


def test_short_labels_that_seem_to_lean_stand_on_one_row_with_what_is_far_to_the_right() -> None:
    def leaning(x: float, y: float) -> Quad:  # as letters of uneven height make a fit lean
        return [(x, y), (x + 50, y + 2), (x + 50, y + 18), (x, y + 16)]

    lines = [quad for y in range(0, 300, 44) for quad in (leaning(14, y), leaning(540, y))]
    (paragraph,) = order(lines)
    assert all(len(row) == 2 for row in paragraph)
    assert flat([paragraph]) == list(range(len(lines)))


def test_a_page_that_leans_is_read_along_its_rows() -> None:
    lines = [quad for y in range(0, 300, 44) for quad in (line(0, y, 150), line(400, y, 150))]
    assert flat(order(lines, turn=6)) == list(range(len(lines)))


def receipt(x: float) -> list[Quad]:
    """A heading, and names with their prices: ragged at the right and flush with it."""
    widths = ((110, 0), (60, 40), (90, 55), (75, 40))
    return [
        box
        for row, (name, price) in enumerate(widths)
        for box in (
            line(x, LEADING * row, name),
            *([line(x + 260 - price, LEADING * row, price)] if price else []),
        )
    ]


def test_receipts_side_by_side_are_read_one_after_the_other() -> None:
    lines = receipt(0) + receipt(320)

    assert flat(order(lines)) == list(range(14))


def test_the_columns_of_one_table_are_read_row_by_row() -> None:
    """Names, and numbers flush at their right: the second half of them is no list of its own."""
    lines = [
        box
        for row, number in enumerate((12, 36, 24, 36, 12))
        for box in (
            line(0, LEADING * row, 90 - 12 * row),
            *(line(x - number, LEADING * row, number) for x in (180, 280, 380)),
        )
    ]

    assert flat(order(lines)) == list(range(20))


def address(x: float, *widths: float) -> list[Quad]:
    return [line(x, LEADING * row, width) for row, width in enumerate(widths)]


def test_addresses_side_by_side_are_read_one_after_the_other() -> None:
    lines = address(0, 60, 140, 160, 190) + address(480, 70, 180, 190, 185)

    assert flat(order(lines)) == list(range(8))


def test_a_forms_names_and_values_are_read_row_by_row() -> None:
    names, values = address(0, 130, 140, 150, 120), address(480, 60, 110, 80, 190)
    pairs = [box for pair in zip(names, values, strict=True) for box in pair]

    assert flat(order(pairs)) == list(range(8))


def test_a_table_is_read_by_its_rows_below_heads_that_stand_on_end() -> None:
    heads = [
        [(x, 100.0), (x, 100.0 - width), (x + HEIGHT, 100.0 - width), (x + HEIGHT, 100.0)]
        for x, width in ((150, 70), (250, 90), (350, 60))
    ]
    rows = [line(x, y, 50 if not x else 24) for y in (120, 160) for x in (0, 150, 250, 350)]

    assert flat(order(heads + rows)) == list(range(11))
