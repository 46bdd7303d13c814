"""A long scan, read by show-off, then by OCRmyPDF with Tesseract, on this machine.

    python -m tests.documents.bench --pages 200

Tells pages a minute of the whole way from PDF to searchable PDF/A, words found (F1 against what was
printed), and by how much memory grows with the pages.
"""

import argparse
import io
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import img2pdf
import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from show_off.documents import OpenDocument, opened
from show_off.local import LocalReader
from show_off.wishes import Wishes
from showoff_common.contracts.pages import PageReading

DPI = 300
FONTS = (
    "liberation2/LiberationSerif-Regular",
    "liberation2/LiberationSans-Regular",
    "dejavu/DejaVuSans",
)
WORDS = Path("/usr/share/dict/words")
KIB = 1024


def printed(dice: random.Random, words: Sequence[str], lines: int = 42) -> list[str]:
    """A page of prose: words of a dictionary, numbers among them."""
    page = []
    for _ in range(lines):
        line: list[str] = []
        while len(" ".join(line)) < 70:
            number = dice.random() < 0.06
            line.append(f"{dice.uniform(1, 5000):,.2f}" if number else dice.choice(words))
        page.append(" ".join(line))
    return page


def scanned(page: Sequence[str], dice: random.Random) -> bytes:
    """A4 in grey at 300 dpi, a little askew and noisy, as a JPEG."""
    sheet = Image.new("L", (2480, 3508), 246)
    font = ImageFont.truetype(f"/usr/share/fonts/truetype/{dice.choice(FONTS)}.ttf", 42)
    pen = ImageDraw.Draw(sheet)
    for number, line in enumerate(page):
        pen.text((200, 220 + 72 * number), line, fill=35, font=font)
    sheet = sheet.rotate(dice.uniform(-0.4, 0.4), Image.Resampling.BICUBIC, fillcolor=246)
    noise = np.random.default_rng(dice.randrange(2**32)).normal(0, 5, (3508, 2480))
    noisy = np.clip(np.asarray(sheet, np.float32) + noise, 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(noisy).save(out, "JPEG", quality=80, dpi=(DPI, DPI))
    return out.getvalue()


def memory(process: int | str = "self") -> int:
    """Resident KiB of a process."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


class Meter:
    """Passes pages on, and looks at the memory of both processes after each."""

    def __init__(self, document: OpenDocument) -> None:
        self._document = document._document
        self.kib: list[tuple[int, int]] = []

    def passing(self, pages: Iterable[PageReading]) -> Iterator[PageReading]:
        for page in pages:
            child = self._document._child
            self.kib.append((memory(), memory(child.pid) if child else 0))
            yield page

    def growth(self) -> str:
        """From a quarter of the way on: what came before is warming up."""
        late = self.kib[len(self.kib) // 4 :]
        return ", ".join(
            f"{name} {late[0][side] // KIB} to {late[-1][side] // KIB} MiB"
            for side, name in enumerate(("reader", "page process"))
        )


def by_show_off(source: Path, target: Path) -> str:
    reader = LocalReader()
    with opened(source, Wishes()) as document:
        meter = Meter(document)
        made = document.save(meter.passing(document.pages(reader.read_page)), target, signed=False)
    return f", PDF/A {made.pdfa}; memory: {meter.growth()}"


def by_tesseract(source: Path, target: Path) -> str:
    command = [sys.executable, "-m", "ocrmypdf", "--quiet", "--ocr-engine", "tesseract"]
    options = ["--optimize", "0", "--rasterizer", "pypdfium", "--pdfa-backend", "internal"]
    subprocess.run([*command, *options, source, target], check=True)
    return ""


def f1(target: Path, truth: Sequence[Sequence[str]]) -> float:
    """Of words as they are, page by page, without regard to their order."""
    right = said = wanted = 0
    with pdfium.PdfDocument(target) as document:
        for number, page in enumerate(truth):
            found = Counter(document[number].get_textpage().get_text_bounded().split())
            there = Counter(" ".join(page).split())
            right += (found & there).total()
            said += found.total()
            wanted += there.total()
    return 2 * right / (said + wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--alone", action="store_true", help="without Tesseract")
    options = parser.parse_args()
    dice = random.Random(19)
    words = [word for word in WORDS.read_text().split() if word.isascii() and "'" not in word]
    truth = [printed(dice, words) for _ in range(options.pages)]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "scan.pdf"
        with source.open("wb") as out:
            img2pdf.convert([scanned(page, dice) for page in truth], outputstream=out)
        sys.stdout.write(f"{options.pages} pages, {source.stat().st_size / 2**20:.1f} MiB\n")
        ways = [("show-off", by_show_off), ("OCRmyPDF with Tesseract", by_tesseract)]
        for name, way in ways[: 1 if options.alone else 2]:
            target, started = Path(folder) / "out.pdf", time.perf_counter()
            told = way(source, target)
            rate = 60 * options.pages / (time.perf_counter() - started)
            score = f1(target, truth)
            sys.stdout.write(f"{name}: {rate:.1f} pages a minute, word F1 {score:.4f}{told}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
