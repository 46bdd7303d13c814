"""The shipped model on pictures drawn here: what it must find whatever else it learns."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from detection_api.detector import Detector
from detection_api.turns import turned
from showoff_common.pictures.turns import Turn


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector(threads=1)


def page(*words: tuple[str, int, int, float], ground: int = 255, ink: int = 0) -> np.ndarray:
    """Words with their left end, base line and scale (1.0 is 22 px from base line to top)."""
    canvas = Image.new("L", (720, 480), ground)
    for text, x, y, scale in words:
        font = ImageFont.load_default(30 * scale)
        ImageDraw.Draw(canvas).text((x, y), text, ink, font, anchor="ls")
    return np.asarray(canvas.convert("RGB"))


def centres(detector: Detector, image: np.ndarray) -> list[tuple[float, float]]:
    return sorted(tuple(c) for c in detector.detect(image).points.mean(1).tolist())


def test_a_blank_picture_holds_no_line(detector: Detector) -> None:
    assert len(detector.detect(np.full((300, 400, 3), 200, np.uint8))) == 0


@pytest.mark.parametrize(("ground", "ink"), [(255, 0), (20, 240)])
def test_lines_are_found_where_they_stand(detector: Detector, ground: int, ink: int) -> None:
    words = (("Receipt number 1234", 60, 80, 1.0), ("Thank you", 100, 300, 1.0))
    lines = detector.detect(page(*words, ground=ground, ink=ink))
    assert len(lines) == 2
    assert lines.scores.min() > 0.7
    top, bottom = sorted(lines.points.tolist(), key=lambda quad: quad[0][1])
    assert top[0] == pytest.approx([60, 56], abs=8)
    assert bottom[0] == pytest.approx([100, 276], abs=8)


def test_label_and_price_are_two_lines(detector: Detector) -> None:
    image = page(("Coffee and cake", 40, 100, 0.8), ("12.50", 560, 100, 0.8))
    assert len(detector.detect(image)) == 2


def test_points_are_in_pixels_of_the_picture_given(detector: Detector) -> None:
    image = page(("Somewhere over the rainbow", 60, 200, 1.0))
    large = Image.fromarray(image).resize((3 * 720, 3 * 480), Image.Resampling.BICUBIC)
    ((x, y),), ((x3, y3),) = (
        centres(detector, image),
        centres(detector, np.asarray(large)),
    )
    assert (x3 / 3, y3 / 3) == pytest.approx((x, y), abs=4)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (31, 33)])
def test_pictures_of_any_size_are_taken(detector: Detector, size: tuple[int, int]) -> None:
    assert len(detector.detect(np.full((*size, 3), 127, np.uint8))) == 0


def test_threads_share_one_detector(detector: Detector) -> None:
    image = page(("Shared by all", 60, 200, 1.0))
    expected, found = centres(detector, image), []
    threads = [
        threading.Thread(target=lambda: found.append(centres(detector, image))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        Detector(tmp_path / "nowhere.onnx")


@pytest.mark.parametrize(("given", "turn"), [(0, 0), (90, 270), (180, 180), (270, 90)])
def test_a_page_is_searched_upright_whichever_way_up_it_comes(
    detector: Detector, given: Turn, turn: Turn
) -> None:
    texts = ("Somewhere over the rainbow", "skies are blue and", "the dreams that you dare")
    upright = page(*((text, 60, 100 + 60 * row, 1.0) for row, text in enumerate(texts)))
    lines, found = detector.detect_upright(turned(upright, given))
    assert found == turn
    assert len(lines) == 3
    left, right = lines.points[:, 0], lines.points[:, 1]
    along = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[given]  # as the text now runs
    assert ((right - left) @ np.array(along) > 200).all()


@pytest.mark.parametrize("scale", [0.6, 0.8, 1.2])
def test_digits_that_stand_alone_are_found(detector: Detector, scale: float) -> None:
    rows = [("Paper", "7"), ("Algebra", "4"), ("Milk", "1"), ("Eggs", "9")]
    words = [(text, 60, 80 + 90 * row, scale) for row, (text, _) in enumerate(rows)]
    digits = [(digit, 500, 80 + 90 * row, scale) for row, (_, digit) in enumerate(rows)]
    found = centres(detector, page(*words, *digits))
    assert len([x for x, _ in found if 490 < x < 530]) == len(rows)


def test_each_line_of_a_long_strip_is_found_once(detector: Detector) -> None:
    canvas = Image.new("L", (320, 3000), 255)
    rows = range(30, 2980, 50)
    for number, y in enumerate(rows):
        text = f"Item {number} of the roll"
        ImageDraw.Draw(canvas).text((20, y), text, 0, ImageFont.load_default(18), anchor="lm")
    found = sorted(y for _, y in centres(detector, np.asarray(canvas.convert("RGB"))))
    assert found == pytest.approx(list(rows), abs=6)


@pytest.mark.parametrize("size", [(2600, 1500), (1500, 2600)])
def test_small_print_on_a_large_screen_is_found(detector: Detector, size: tuple[int, int]) -> None:
    canvas = Image.new("L", size, 255)
    font, width = ImageFont.load_default(13), size[0]
    rows, columns = range(30, size[1] - 30, 60), range(20, width - 150, 210)
    for y in rows:
        for x in columns:
            ImageDraw.Draw(canvas).text((x, y), f"Cell {x} {y}", 0, font, anchor="lm")
    found = centres(detector, np.asarray(canvas.convert("RGB")))
    assert len(found) == len(rows) * len(columns)


def test_a_ticker_is_one_line(detector: Detector) -> None:
    canvas = Image.new("L", (2600, 26), 255)
    text = "Trains to the coast leave from platform nine today. " * 12
    ImageDraw.Draw(canvas).text((10, 13), text, 0, ImageFont.load_default(15), anchor="lm")
    lines = detector.detect(np.asarray(canvas.convert("RGB")))
    assert len(lines) == 1
    assert np.ptp(lines.points[0, :, 0]) > 2560


def test_a_tables_rows_are_found_below_heads_that_stand_on_end(detector: Detector) -> None:
    """The page looks as if it lay on its side, and most of its text stands."""
    canvas = Image.new("L", (560, 300), 255)
    draw, font = ImageDraw.Draw(canvas), ImageFont.load_default(20)
    for column, month in enumerate(("January", "February", "March", "April", "August")):
        head = Image.new("L", (110, 26), 255)
        ImageDraw.Draw(head).text((2, 13), month, 0, font, anchor="lm")
        canvas.paste(head.rotate(90, expand=True), (120 + 85 * column, 10))
        for row in range(4):
            draw.text((120 + 85 * column, 150 + 38 * row), str(17 + 9 * row + column), 0, font)
    for row, name in enumerate(("North", "South", "East", "Hill")):
        draw.text((15, 150 + 38 * row), name, 0, font)
    lines, turn = detector.detect_upright(np.asarray(canvas.convert("RGB")))
    assert turn == 0
    along = lines.points[:, 1] - lines.points[:, 0]
    on_end = along[:, 1] < -abs(along[:, 0])  # from the bottom to the top
    assert (on_end.sum(), (~on_end).sum()) == (5, 24)


@pytest.mark.parametrize("turn", [90, 270])
def test_a_margins_text_on_end_is_found_beside_text_that_stands(
    detector: Detector, turn: Turn
) -> None:
    rows = [("Notes of the meeting, read as they stand", 110, 60 + 44 * i, 0.7) for i in range(9)]
    image = page(*rows).copy()
    text = page(("Archive copy, do not remove", 20, 60, 0.7))[30:80, :340]
    on_end = turned(text, turn)
    image[80 : 80 + on_end.shape[0], 30 : 30 + on_end.shape[1]] = on_end
    lines, found = detector.detect_upright(image)
    assert found == 0
    assert len(lines) == 10
    (margin,) = lines.points[lines.points[..., 0].max(1) < 100]
    down = margin[1, 1] - margin[0, 1]  # as it is read
    assert abs(down) > 200
    assert (down > 0) == (turn == 90)


def test_characters_in_the_boxes_of_a_form_are_found(detector: Detector) -> None:
    canvas = Image.new("L", (520, 160), 255)
    draw, font = ImageDraw.Draw(canvas), ImageFont.load_default(20)
    draw.text((30, 40), "Customer number", 0, font, anchor="ls")
    for number, digit in enumerate("47110815"):
        draw.rectangle((30 + 30 * number, 60, 60 + 30 * number, 90), None, 0)
        draw.text((45 + 30 * number, 75), digit, 0, font, anchor="mm")
    found = centres(detector, np.asarray(canvas.convert("RGB")))
    assert [x for x, y in found if y > 50] == pytest.approx(
        [45 + 30 * number for number in range(8)], abs=3
    )
