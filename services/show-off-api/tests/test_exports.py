"""What is kept of a picture, as other programs read it."""

from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from show_off_api.exports import alto as alto_form
from show_off_api.exports import page_xml as page_form
from show_off_api.exports.alto import alto
from show_off_api.exports.hocr import hocr
from show_off_api.exports.page_xml import page_xml
from show_off_api.exports.placed import PlacedPage, place
from showoff_common.contracts.history import Box, Detail, KeptLine, KeptWord, Models

ALTO = {"": alto_form.NAMESPACE}
PAGE = {"": page_form.NAMESPACE}
HTML = {"": "http://www.w3.org/1999/xhtml"}


def parsed(written: bytes) -> ET.Element:
    return ET.fromstring(written)  # noqa: S314 - what was written here


def kept(text: str, row: int, **fields: object) -> KeptLine:
    top = 20 * row
    fields_read: dict[str, object] = {
        "ord_num": row,
        "text": text,
        "recognized": text,
        "confidence": 0.9,
        "points": [(10, top), (110, top), (110, top + 10), (10, top + 10)],
        "box": Box(start_x=10, start_y=top, width=100, height=10),
        "words": None,
    }
    return KeptLine.model_validate(fields_read | fields)


def page(*lines: KeptLine) -> PlacedPage:
    return place(
        Detail(
            id="0" * 32,
            created=datetime(2026, 1, 1, tzinfo=UTC),
            state="stored",
            media_type="image/png",
            width=200,
            height=100,
            text="",
            corrected=False,
            lines=list(lines),
            model=Models(detection=None, recognition=None),
            corrections=[],
        )
    )


WORDS = [
    KeptWord(text="Total", confidence=0.9, start=0.0, end=0.5),
    KeptWord(text="<4>", confidence=0.125, start=0.7, end=1.0),
]
RECEIPT = page(kept("Total <4>", 1, words=WORDS), kept("Thanks", 2))


def test_words_stand_where_they_were_seen() -> None:
    first, second = RECEIPT.lines[0].words

    assert list(first.points) == [(10, 20), (60, 20), (60, 30), (10, 30)]
    assert (second.text, second.confidence, second.edges) == ("<4>", 0.125, (80, 20, 110, 30))


def test_a_corrected_line_keeps_its_place_and_its_words_are_laid_along_it_anew() -> None:
    (line,) = page(kept("Tot 42", 1, recognized="Total <4>", words=WORDS)).lines

    assert line.edges == (10, 20, 110, 30)
    assert line.confidence is None
    assert [(word.text, word.edges[0], word.edges[2]) for word in line.words] == [
        ("Tot", 10, 60),
        ("42", 77, 110),
    ]


def test_lines_from_before_words_and_points_were_kept_have_both() -> None:
    (line,) = page(kept("a b", 1, points=None)).lines

    assert [word.edges for word in line.words] == [(10, 20, 43, 30), (77, 20, 110, 30)]


@pytest.mark.parametrize("text", ["", "  ", "\x01"])
def test_a_line_that_says_nothing_is_left_out(text: str) -> None:
    assert not page(kept(text, 1)).lines


def test_alto_has_lines_words_and_how_sure_they_are() -> None:
    root = parsed(alto(RECEIPT))

    assert root.get("SCHEMAVERSION") == "4.4"
    assert len(root.findall(".//TextLine", ALTO)) == 2
    first, second, third = root.findall(".//String", ALTO)
    assert [word.get("CONTENT") for word in (first, second, third)] == ["Total", "<4>", "Thanks"]
    assert {name: second.get(name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT", "WC")} == {
        "HPOS": "80",
        "VPOS": "20",
        "WIDTH": "30",
        "HEIGHT": "10",
        "WC": "0.1250",
    }
    assert third.get("WC") is None, "it is not known of words laid along a line"
    (block,) = root.findall(".//TextBlock", ALTO)
    assert (block.get("HEIGHT"), block.get("WIDTH")) == ("30", "100")


def test_page_has_words_before_the_text_of_their_line() -> None:
    root = parsed(page_xml(RECEIPT))

    line = root.find(".//TextLine", PAGE)
    assert line is not None
    assert [child.tag.rpartition("}")[2] for child in line] == [
        "Coords",
        "Word",
        "Word",
        "TextEquiv",
    ]
    assert line.findtext("TextEquiv/Unicode", namespaces=PAGE) == "Total <4>"
    coordinates = line.find("Word/Coords", PAGE)
    assert coordinates is not None
    assert coordinates.get("points") == "10,20 60,20 60,30 10,30"


def test_page_takes_no_pixels_outside_of_the_picture() -> None:
    outside = [(-5.2, -1), (50, -1), (50, 9), (-5.2, 9)]

    assert b"-" not in page_xml(page(kept("a", 1, points=outside))).partition(b"<Page ")[2]


def test_hocr_says_in_titles_where_words_lie() -> None:
    root = parsed(hocr(RECEIPT))

    (sheet,) = root.findall(".//div[@class='ocr_page']", HTML)
    assert sheet.get("title") == f'image "{"0" * 32}"; bbox 0 0 200 100; ppageno 0'
    words = root.findall(".//span[@class='ocrx_word']", HTML)
    assert [word.get("title") for word in words] == [
        "bbox 10 20 60 30; x_wconf 90",
        "bbox 80 20 110 30; x_wconf 12",
        "bbox 10 40 110 50",
    ]
    assert "".join(sheet.itertext()).split() == ["Total", "<4>", "Thanks"]


@pytest.mark.parametrize("write", [alto, page_xml, hocr])
def test_a_picture_without_text_is_a_page_without_lines(
    write: Callable[[PlacedPage], bytes],
) -> None:
    parsed(write(page()))


@given(text=st.text(), corrected=st.text())
def test_whatever_a_line_says_is_well_formed_and_said_again(text: str, corrected: str) -> None:
    given_page = page(kept(corrected, 1, recognized=text))
    said = [word.text for line in given_page.lines for word in line.words]

    strings = parsed(alto(given_page)).findall(".//String", ALTO)
    assert [word.get("CONTENT") for word in strings] == said
    units = parsed(page_xml(given_page)).findall(".//Word/TextEquiv/Unicode", PAGE)
    assert [unit.text for unit in units] == said
    words = parsed(hocr(given_page)).findall(".//span[@class='ocrx_word']", HTML)
    assert [word.text for word in words] == said
