import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from recognition_api.alphabet import BLANK, CLASSES, encode
from recognition_api.ctc import decode
from recognition_api.recognizer import Recognizer
from recognition_api.windows import WIDEST, joined, windows

STRIDE = 4


@pytest.mark.parametrize("width", [16, WIDEST, WIDEST + 1, 3001, 12800])
def test_windows_hold_the_whole_line_and_none_is_too_wide(width: int) -> None:
    line = np.arange(width)[None].repeat(32, 0)
    parts = windows(line.astype(np.uint8))
    assert max(part.shape[1] for part in parts) <= WIDEST
    assert (len(parts) == 1) == (width <= WIDEST)
    starts = [part[0, 0] for part in windows(line)]  # type: ignore[arg-type]
    ends = [part[0, -1] for part in windows(line)]  # type: ignore[arg-type]
    assert (starts[0], ends[-1]) == (0, width - 1)
    assert all(end - start > 300 for end, start in zip(ends, starts[1:], strict=False))


def as_seen(text: str, first: int, frames: int, late: int) -> NDArray[np.float32]:
    """Frames of a text whose characters stand 3 frames apart, seen some frames late."""
    answer = np.zeros((frames, CLASSES), np.float32)
    answer[:, BLANK] = 1
    for place, character in enumerate(encode(text)):
        frame = 3 * place + 1 + late - first
        if 0 <= frame < frames:
            answer[frame, [BLANK, character]] = 0.1, 0.9
    return answer


@pytest.mark.parametrize("late", [0, 1])
def test_no_character_is_lost_or_told_twice_where_windows_meet(late: int) -> None:
    text = "".join(f"{number} " for number in range(100, 400))
    line = np.zeros((32, 3 * STRIDE * len(text)), np.uint8)
    parts, first, seen = windows(line), 0, []
    for number, part in enumerate(parts):
        frames = part.shape[1] // STRIDE
        seen.append(as_seen(text, first, frames + 5, late * (number % 2)))  # padded by 5
        first += (parts[0].shape[1] - 384) // STRIDE
    whole = joined(parts, seen)
    assert len(whole) == line.shape[1] // STRIDE
    assert decode(whole.argmax(1), whole.max(1)).text == text


def test_a_line_of_120_heights_reads_as_its_halves_do() -> None:
    names = ("rice", "salt", "eggs", "milk", "tea", "figs") * 6
    words = [f"{name} {37 * number}" for number, name in enumerate(names)]
    text, font = " ".join(words), ImageFont.load_default(24)
    picture = Image.new("L", (round(font.getlength(text)) + 20, 30), 255)
    ImageDraw.Draw(picture).text((10, 15), text, 0, font, anchor="lm")
    assert picture.width > 100 * picture.height
    (reading,) = Recognizer(threads=1).read_crops([np.asarray(picture)], parts=True)
    assert reading.text == text
    assert reading.parts is not None
    assert [word.text for word in reading.parts.words] == text.split()
    assert reading.parts.words[-1].end > 0.99
