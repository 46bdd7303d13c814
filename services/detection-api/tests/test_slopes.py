import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from detection_api.detector import Detector
from detection_api.lines import TextLines
from detection_api.slopes import Levelled, lean


def sloping(*degrees: float, width: float = 100) -> TextLines:
    angles = np.radians(degrees)
    along = width * np.stack([np.cos(angles), np.sin(angles)], 1)
    down = 20 * np.stack([-np.sin(angles), np.cos(angles)], 1)
    corners = np.stack([0 * along, along, along + down, down], 1)
    return TextLines(corners.astype(np.float32), np.ones(len(degrees), np.float32))


def test_most_of_the_text_says_how_a_page_leans() -> None:
    assert lean(sloping(24, 25, 26, -3)) == pytest.approx(24, abs=1)
    assert lean(sloping(-30)) == pytest.approx(-30, abs=0.1)
    assert lean(sloping(30, width=20)) == 0
    assert lean(sloping()) == 0


@pytest.mark.parametrize("degrees", [25, -30])
def test_a_levelled_picture_is_level_and_leads_back(degrees: float) -> None:
    picture = Image.new("RGB", (400, 300), "white")
    angle = np.radians(degrees)
    start = np.array([200, 150]) - 100 * np.array([np.cos(angle), np.sin(angle)])
    end = 2 * np.array([200, 150]) - start
    ImageDraw.Draw(picture).line([tuple(start), tuple(end)], "black", 5)
    levelled = Levelled(np.asarray(picture), degrees)
    rows, columns = np.nonzero(levelled.image[..., 0] < 60)
    assert np.ptp(rows) <= 6
    ends = np.array([[columns.min(), rows.mean()], [columns.max(), rows.mean()]], np.float32)
    assert levelled.back(ends) == pytest.approx(np.array([start, end]), abs=4)


@pytest.mark.parametrize("degrees", [22, 27, 31, -29])
def test_a_page_that_slopes_steeply_is_found_line_by_line(degrees: float) -> None:
    page = Image.new("RGB", (620, 300), "white")
    texts = ["The order of 3 May has arrived at", "the station and may be fetched", "until noon."]
    for row, text in enumerate(texts):
        font = ImageFont.load_default(24)
        ImageDraw.Draw(page).text((60, 80 + 50 * row), text, "black", font, anchor="lm")
    turned = page.rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    lines = Detector(threads=1).detect(np.asarray(turned))
    assert len(lines) == len(texts)
    along = lines.points[:, 1] - lines.points[:, 0]
    slopes = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    assert slopes == pytest.approx([degrees] * len(texts), abs=4)
    assert sorted(np.linalg.norm(along, axis=1))[1:] == pytest.approx(
        sorted(font.getlength(text) for text in texts)[1:], rel=0.06
    )
