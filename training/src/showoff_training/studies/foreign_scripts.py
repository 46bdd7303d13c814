"""Lines in letters that the recogniser does not know: how many are told as such, and no others.

    python -m showoff_training.studies.foreign_scripts [DIRECTORY …]

Texts of programs in other languages, as they are installed (/usr/share/locale), are drawn as pages
of a few lines in the installed faces that have their letters, some blurred or noisy, and read. Of
annotated pictures, lines that are taken for unknown are told: all of them are Latin.
"""

import random
import re
import struct
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from fontTools.ttLib import TTFont, TTLibError
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rich.console import Console
from rich.progress import track
from rich.table import Table

from recognition_api.alphabet import is_known, normalise
from recognition_api.recognizer import Reading, Recognizer
from show_off.local import LocalReader
from showoff_common.reading import LEAST_CONFIDENCE
from showoff_training.measure.truth import truths
from showoff_training.synthesis.fonts import FONT_DIRECTORIES

LOCALES: Final = Path("/usr/share/locale")
LANGUAGES: Final = {
    "ru": "Russian",
    "uk": "Ukrainian",
    "bg": "Bulgarian",
    "el": "Greek",
    "he": "Hebrew",
    "ar": "Arabic",
    "hi": "Hindi",
    "th": "Thai",
    "ja": "Japanese",
    "zh_CN": "Chinese",
    "ko": "Korean",
    "ka": "Georgian",
    "hy": "Armenian",
    "pl": "Polish",
    "cs": "Czech",
    "tr": "Turkish",
    "vi": "Vietnamese",
}
LINES: Final = 5  # of a page
SURE: Final = 0.5  # confidence
_SIZES: Final = (14, 16, 18, 20, 24, 28, 32, 40)  # px of print
_LONGEST: Final = 45  # characters of a line
_LETTERS: Final = 3  # without which a text says nothing of its script
_BLURRED, _NOISY = 0.3, 0.3  # of the pages
_MARKUP: Final = re.compile(r"[\n%<>{}\0]")


@dataclass
class Count:
    """Lines, and how many of them are told as unknown, told as Latin, and told so for sure."""

    lines: int = 0
    unknown: int = 0
    told: int = 0
    sure: int = 0

    def add(self, readings: Sequence[Reading]) -> None:
        self.lines += len(readings)
        self.unknown += sum(reading.script == "unknown" for reading in readings)
        self.told += sum(reading.confidence >= LEAST_CONFIDENCE for reading in readings)
        self.sure += sum(reading.confidence >= SURE for reading in readings)


def messages(catalogue: Path) -> Iterator[str]:
    """The translations that a .mo file of GNU gettext holds."""
    data = catalogue.read_bytes()
    order = "<" if data[:4] == bytes.fromhex("de120495") else ">"
    count, _, start = struct.unpack_from(f"{order}3I", data, 8)
    for length, offset in struct.iter_unpack(f"{order}2I", data[start : start + 8 * count]):
        yield data[offset : offset + length].decode(errors="ignore")


def texts(language: str, locales: Path = LOCALES) -> list[str]:
    """Pieces of what programs say in a language, written in letters that are not known."""
    found = set[str]()
    for catalogue in sorted(locales.glob(f"{language}/LC_MESSAGES/*.mo")):
        for message in islice(messages(catalogue), 1, None):  # behind the catalogue's own head
            found |= {" ".join(part.split()) for part in _MARKUP.split(message)}
    return sorted(filter(is_foreign, found))


def is_foreign(text: str) -> bool:
    """Whether a text holds letters enough, most or some of them unknown: as its script has it."""
    letters = [letter for letter in text if letter.isalpha()]
    unknown = [letter for letter in letters if not is_known(normalise(letter))]
    return len(letters) >= _LETTERS and len(text) <= _LONGEST and bool(unknown)


def faces(directories: Sequence[Path] = FONT_DIRECTORIES) -> dict[Path, Collection[int]]:
    """The installed faces, and the characters that each one has."""
    found: dict[Path, Collection[int]] = {}
    for path in (path for directory in directories for path in sorted(directory.rglob("*"))):
        if path.suffix.lower() in {".ttf", ".otf", ".ttc"}:
            try:
                with TTFont(path, lazy=True, fontNumber=0) as font:
                    found[path] = frozenset(font.getBestCmap() or ())
            except (TTLibError, OSError, KeyError):
                continue
    return found


def page(
    lines: Sequence[str], face: Path, chance: random.Random
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """A page of lines in one face: (H, W) grey, and their corners, (N, 4, 2) px."""
    size = chance.choice(_SIZES)
    font, pitch = ImageFont.truetype(str(face), size), 2 * size
    ink, ground = sorted((chance.randint(0, 90), chance.randint(180, 255)))
    width = round(max(font.getlength(line) for line in lines)) + 2 * size
    picture = Image.new("L", (width, pitch * (len(lines) + 1)), ground)
    draw, boxes = ImageDraw.Draw(picture), list[tuple[float, ...]]()
    for row, line in enumerate(lines):
        place = (size, pitch * row + size / 2)
        draw.text(place, line, ink, font)
        boxes.append(draw.textbbox(place, line, font))
    if chance.random() < _BLURRED:
        picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, size / 22)))
    image = np.asarray(picture)
    if chance.random() < _NOISY:
        noise = np.random.default_rng(chance.randrange(2**32)).normal(0, 8, image.shape)
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    corners = [[(x0, y0), (x1, y0), (x1, y1), (x0, y1)] for x0, y0, x1, y1 in boxes]
    return image, np.array(corners, np.float32)


def drawn(
    said: Sequence[str], covered: Mapping[Path, Collection[int]], pages: int, chance: random.Random
) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.float32]]]:
    """Pages of texts, each in one of the faces that can write most of them."""
    writes = {
        face: [text for text in said if characters.issuperset(map(ord, text.replace(" ", "")))]
        for face, characters in covered.items()
        if isinstance(characters, frozenset)
    }
    able = [face for face, written in writes.items() if len(written) >= max(LINES, len(said) / 2)]
    for _ in range(pages if able else 0):
        face = chance.choice(able)
        yield page(chance.sample(writes[face], LINES), face, chance)


def foreign(pages: int, seed: int) -> Table:
    """What becomes of drawn lines, a row a language."""
    recognizer, covered = Recognizer(), faces()
    table = Table("language", "lines", "unknown %", "told %", f"told at {SURE} %", box=None)
    for language, name in track(
        LANGUAGES.items(), "foreign", console=Console(stderr=True), transient=True
    ):
        count, chance = Count(), random.Random(f"{seed}{language}")
        for image, points in drawn(texts(language), covered, pages, chance):
            count.add(recognizer.read(image, points))
        shares = (count.unknown, count.told, count.sure)
        cells = [f"{100 * share / count.lines:.1f}" if count.lines else "" for share in shares]
        table.add_row(name, str(count.lines or "no face, or no text"), *cells)
    return table


def latin(folder: Path, limit: int | None) -> tuple[int, list[str]]:
    """How many lines of an annotated set are read, and where one was taken for unknown."""
    reader, lines, taken = LocalReader(), 0, list[str]()
    for truth in track(
        list(truths(folder, limit)), folder.name, console=Console(stderr=True), transient=True
    ):
        _, reading = reader.read(truth.image.read_bytes())
        unknown = [line for line in reading.lines if line.script == "unknown"]
        told = [line for line in reading.lines if sum(map(str.isalpha, line.text)) >= _LETTERS]
        lines += len(unknown) + len(told)
        taken += [f"{truth.image.name} {line.box}" for line in unknown]
    return lines, taken


def main(arguments: list[str] | None = None) -> None:
    parser = ArgumentParser(
        "foreign_scripts", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="*", type=Path, help="a folder with images/ and gt/")
    parser.add_argument("--pages", type=int, default=60, help="of each language")
    parser.add_argument("--limit", type=int, help="most pictures of each folder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    console = Console()
    console.print(foreign(options.pages, options.seed))
    for folder in options.data:
        lines, taken = latin(folder, options.limit)
        console.print(f"{folder.name}: {len(taken)} of {lines} lines taken for unknown", *taken)


if __name__ == "__main__":
    main()
