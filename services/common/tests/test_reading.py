"""Lines and texts put together, as the command line and show-off-api do it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showoff_common.contracts.lines import FoundLine, FoundLines, Quad, Separator
from showoff_common.contracts.texts import ExtractedTexts
from showoff_common.reading import Box, Reading, between, put_together


def quad(row: int) -> Quad:
    return (0, 20 * row), (60, 20 * row), (60, 20 * row + 10), (0, 20 * row + 10)


def found(*separators: Separator) -> FoundLines:
    lines = [
        FoundLine(points=quad(row), probability=0.9, separator=separator)
        for row, separator in enumerate(separators)
    ]
    return FoundLines(
        width=100, height=900, media_type="image/png", turn=0, lines=lines, model="ctpn-1"
    )


def said(*texts: str, sure: dict[str, float] | None = None, turn: int = 0) -> ExtractedTexts:
    confidences = [(sure or {}).get(text, 0.9) for text in texts]
    return ExtractedTexts.model_validate(
        {
            "tokens": texts,
            "confidences": confidences,
            "turns": [turn] * len(texts),
            "model": "crnn-1",
        }
    )


def test_the_text_has_what_separates_its_lines() -> None:
    reading = put_together(found("", " ", "\n", "\n\n"), said("a", "b", "c", "d"))

    assert reading.text == "a b\nc\n\nd"
    assert (reading.detection_model, reading.recognition_model) == ("ctpn-1", "crnn-1")


def test_no_lines_are_an_empty_reading_of_both_models() -> None:
    assert put_together(found(), said()) == Reading([], "ctpn-1", "crnn-1")


def test_what_says_nothing_or_is_too_doubtful_is_no_line() -> None:
    reading = put_together(found("", "\n", "\n"), said("", "leaf", "sign", sure={"leaf": 0.05}))

    assert [(line.text, line.separator) for line in reading.lines] == [("sign", "")]


@pytest.mark.parametrize(
    ("separators", "text"), [(("\n\n", " "), "a\n\nc"), ((" ", "\n"), "a\nc"), ((" ", " "), "a c")]
)
def test_what_is_left_out_leaves_its_gap(
    separators: tuple[Separator, Separator], text: str
) -> None:
    assert put_together(found("", *separators), said("a", "", "c")).text == text


def test_a_page_read_upside_down_is_read_from_its_end() -> None:
    reading = put_together(found("", " ", "\n\n"), said("third", "second", "first", turn=180))

    assert reading.text == "first\n\nsecond third"
    assert reading.lines[0].points[0] == (60, 50), "a line begins at its text's top left"


def with_words(turn: int = 0) -> ExtractedTexts:
    texts = ["one two", "", "three"]
    words = [
        [word("one", 0.0, 0.4), word("two", 0.6, 1.0)],
        [],
        [word("three", 0.1, 0.5)],
    ]
    letters = [[], [], [{"index": 4, "confidence": 0.5, "alternatives": []}]]
    plain = said(*texts, turn=turn).model_dump()
    return ExtractedTexts.model_validate({**plain, "words": words, "letters": letters})


def word(text: str, start: float, end: float) -> dict[str, object]:
    return {"text": text, "confidence": 0.9, "start": start, "end": end}


@pytest.mark.parametrize("turn", [0, 180])
def test_words_and_letters_stay_with_their_line(turn: int) -> None:
    reading = put_together(found("", "\n", "\n"), with_words(turn))

    of_lines = {line.text: line for line in reading.lines}
    assert {
        text: " ".join(w.text for w in line.words or ()) for text, line in of_lines.items()
    } == {
        "one two": "one two",
        "three": "three",
    }
    assert [letter.index for letter in of_lines["three"].letters or ()] == [4]


def test_lines_have_neither_where_recognition_was_not_asked() -> None:
    (line,) = put_together(found(""), said("a")).lines

    assert (line.words, line.letters) == (None, None)


def test_a_word_lies_along_both_edges_of_its_line() -> None:
    lines = found("")
    lines.lines[0].points = ((0, 0), (100, 50), (80, 70), (0, 20))

    (line,) = put_together(lines, said("a")).lines

    assert between(line.points, 0.5, 1) == ((50, 25), (100, 50), (80, 70), (40, 45))


def test_a_word_upside_down_goes_from_its_texts_own_left() -> None:
    (line,) = put_together(found(""), said("a", turn=180)).lines

    assert between(line.points, 0, 0.5) == ((60, 10), (30, 10), (30, 0), (60, 0))


def test_the_box_is_the_upright_rectangle_around_the_points() -> None:
    lines = found("")
    lines.lines[0].points = ((10.2, 5.5), (40, 1.5), (41.5, 11), (11, 15.1))

    assert put_together(lines, said("a")).lines[0].box == Box(10, 1, 32, 15)


@given(st.data())
def test_every_legible_line_is_told_once_and_in_order(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 12))
    kinds: list[Separator] = [" ", "\n", "\n\n"]
    separators = data.draw(st.lists(st.sampled_from(kinds), min_size=count, max_size=count))
    legible = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    texts = [str(number) if tells else "" for number, tells in enumerate(legible)]
    if separators:
        separators[0] = ""

    reading = put_together(found(*separators), said(*texts))

    assert [line.text for line in reading.lines] == [text for text in texts if text]
    assert reading.text.split() == [text for text in texts if text]
    assert all(line.separator for line in reading.lines[1:])


def test_lines_of_unknown_script_stay_with_nothing_to_say() -> None:
    texts = said("a", "", "", "d", sure={"": 0.0})
    texts = texts.model_copy(update={"scripts": ["latin", "unknown", "latin", "latin"]})
    reading = put_together(found("", "\n", "\n", "\n"), texts)

    assert [(line.text, line.script) for line in reading.lines] == [
        ("a", "latin"),
        ("", "unknown"),
        ("d", "latin"),
    ]
    assert reading.text == "a\n\nd"
