"""Each format of a receipt, a form, two columns and a book page, opened by others' programs."""

import csv
import io
import json
import subprocess
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from alto_tools.alto_tools import alto_parse, alto_text
from hocr_tools_lib.tools.hocr_check import Checker
from lxml import etree
from markdown_it import MarkdownIt
from tests.formats.published import schema
from tests.formats.samples import Sample

from showoff_common.contracts.formats import FormatName
from showoff_common.formats import render
from showoff_common.formats.placed import Placed

NEAR = 3  # px


@pytest.fixture(scope="module")
def schemas() -> dict[FormatName, etree.XMLSchema]:
    return {"alto": schema("alto"), "page": schema("page")}


def said(sample: Sample) -> list[str]:
    return [word.text for word in sample.words]


@pytest.mark.parametrize("form", ["alto", "page"])
def test_it_is_valid_by_its_schema(
    schemas: dict[FormatName, etree.XMLSchema], sample: Sample, form: FormatName
) -> None:
    document = etree.fromstring(sample.written(form))

    assert schemas[form].validate(document), schemas[form].error_log


def test_several_pages_are_valid_alto_too(
    schemas: dict[FormatName, etree.XMLSchema], samples: Mapping[str, Sample]
) -> None:
    pages = [
        sample.page.model_copy(update={"number": number, "dpi": 300.0})
        for number, sample in enumerate(samples.values(), 1)
    ]

    document = etree.fromstring(render("all", pages, "alto").content)

    assert schemas["alto"].validate(document), schemas["alto"].error_log


def test_alto_tools_reads_its_text(
    sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sample.alto.xml"
    path.write_bytes(sample.written("alto"))

    with path.open() as file:
        _, document, namespace = alto_parse(file)
        alto_text(document, namespace)

    assert capsys.readouterr().out.split() == said(sample)


def test_hocr_tools_find_nothing_wrong(
    sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sample.hocr"
    path.write_bytes(sample.written("hocr"))

    Checker(path).check()

    told = capsys.readouterr().err.splitlines()
    assert len(told) > len(sample.page.lines)
    assert [line for line in told if line.startswith("not ok")] == []


def test_an_html_parser_reads_hocr(sample: Sample) -> None:
    words: list[str] = []

    class Words(HTMLParser):
        def handle_data(self, data: str) -> None:
            words.extend(data.split())

    Words().feed(sample.written("hocr").decode().partition("<body>")[2])

    assert words == said(sample)


def test_json_csv_and_text_tell_every_word(sample: Sample) -> None:
    (page,) = json.loads(sample.written("json"))["pages"]
    records = csv.reader(io.StringIO(sample.written("csv").decode(), newline=""), strict=True)
    rows = [record for record in records if record]

    assert [word["text"] for line in page["lines"] for word in line["words"]] == said(sample)
    assert " ".join(cell for row in rows for cell in row).split() == said(sample)
    assert len({len(row) for row in rows}) == 1
    assert sample.written("text").decode().split() == said(sample)


def test_markdown_is_read_as_it_was_meant(sample: Sample) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(sample.written("markdown").decode())

    leaves = [leaf for token in tokens for leaf in token.children or []]
    assert {leaf.type for leaf in leaves} <= {"text", "text_special", "hardbreak"}
    assert {token.type for token in tokens if token.level == 0} <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "table_open",
        "table_close",
    }
    told = [
        "".join(leaf.content or " " for leaf in token.children or [])
        for token in tokens
        if token.type == "inline"
    ]
    assert " ".join(told).split() == said(sample)


def test_a_receipt_and_a_form_have_tables(samples: Mapping[str, Sample]) -> None:
    receipt = samples["receipt.png"].written("csv").decode()
    prose = samples["book-page.jpg"].written("markdown").decode()

    rows = {tuple(filter(None, row)) for row in csv.reader(io.StringIO(receipt, newline=""))}
    assert ("TOTAL", "£15.35") in {(row[0], row[-1]) for row in rows}
    assert "| ---" in samples["form.png"].written("markdown").decode()
    assert "| ---" not in prose


@pytest.fixture
def paper(sample: Sample, tmp_path: Path) -> Path:
    path = tmp_path / "sample.pdf"
    path.write_bytes(sample.written("pdf"))
    return path


def near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def missing(words: list[Placed], found: list[tuple[str, tuple[float, ...]]]) -> list[str]:
    """Those of `words` that nothing of the same text and place was found for."""
    return [
        word.text
        for word in words
        if not any(text == word.text and near(word.edges, box) for text, box in found)
    ]


def test_qpdf_and_pikepdf_find_nothing_wrong(sample: Sample, paper: Path) -> None:
    subprocess.run(["qpdf", "--check", paper], check=True, capture_output=True)
    with pikepdf.open(paper) as document:
        assert document.check_pdf_syntax() == []
        (picture,) = document.pages[0].get_images().values()
        is_jpeg = picture.Filter == pikepdf.Name.DCTDecode
        assert is_jpeg == (sample.path.suffix == ".jpg"), "a picture goes in as it is"
        if is_jpeg:
            assert picture.read_raw_bytes() == sample.path.read_bytes()


def test_pdftotext_finds_every_word_at_its_place(sample: Sample, paper: Path) -> None:
    ran = subprocess.run(["pdftotext", "-bbox", paper, "-"], check=True, capture_output=True)

    root = etree.fromstring(ran.stdout)
    (page,) = root.iter("{*}page")
    scale = sample.page.width / float(page.get("width", 0))
    found = [
        (
            str(word.text),
            tuple(scale * float(word.get(edge, 0)) for edge in ("xMin", "yMin", "xMax", "yMax")),
        )
        for word in root.iter("{*}word")
    ]
    assert len(found) == len(sample.words)
    assert missing(sample.words, found) == []


def test_a_selection_in_chromium_covers_the_words(sample: Sample, paper: Path) -> None:
    """By PDFium, which paints Chromium's selection over these rectangles."""
    found = []
    with pdfium.PdfDocument(paper) as document:
        page = document[0]
        scale, height = sample.page.width / page.get_width(), page.get_height()
        text = page.get_textpage()
        searched: Callable[[str], object] = lambda one: text.search(one, match_case=True)  # noqa: E731
        for word in sample.words:
            hits = searched(word.text)
            while hit := hits.get_next():  # type: ignore[attr-defined]
                boxes = [text.get_rect(n) for n in range(text.count_rects(*hit))]
                lefts, bottoms, rights, tops = zip(*boxes, strict=True)
                edges = (min(lefts), height - max(tops), max(rights), height - min(bottoms))
                found.append((word.text, tuple(scale * edge for edge in edges)))
    assert missing(sample.words, found) == []


def test_the_text_that_is_selected_is_the_text_that_was_read(paper: Path, sample: Sample) -> None:
    with pdfium.PdfDocument(paper) as document:
        copied = document[0].get_textpage().get_text_bounded()

    assert sorted(copied.split()) == sorted(said(sample))
