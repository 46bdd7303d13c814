"""Batches of lines for the recogniser: synthetic and real, of one width each, without end."""

import itertools
import random
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import IterableDataset

from recognition_api.alphabet import encode
from recognition_api.batches import pad, padded_width
from showoff_training.recognition.real_lines import RealLine, pages, read_pages, read_words
from showoff_training.recognition.scenes import Scenes, backgrounds
from showoff_training.synthesis import degrade
from showoff_training.synthesis.fonts import Face, load_faces
from showoff_training.synthesis.lines import LineSynthesis
from showoff_training.synthesis.marked_lines import MarkedLines
from showoff_training.synthesis.marks import MarkSource
from showoff_training.synthesis.signs import SignPainter
from showoff_training.synthesis.street_text import StreetText
from showoff_training.synthesis.street_words import StreetWords
from showoff_training.synthesis.text import TextSource

LEANING = 0.4  # share of real lines that are sheared anew
GROUNDS = 100  # grey pictures without text, behind words of streets
USES = 3  # batches that a rendered line serves, on average


@dataclass(frozen=True)
class Batching:
    """How lines become batches, each of one width.

    Attributes:
        pixels: Of width, a batch: by default 32 lines of 320 px.
        fewest: Lines of a batch.
        most: Lines of a batch.
        pool: Newest lines of each width, from which batches are drawn.
        widths: To which lines are padded, px; with none, multiples of 32. Few are better where
            convolutions are chosen by trying them.
        evenly: A width waits until its pool holds a batch, and every line serves as often.
    """

    pixels: int = 32 * 320
    fewest: int = 8
    most: int = 64
    pool: int = 500
    widths: tuple[int, ...] = ()
    evenly: bool = False

    def width(self, line: int) -> int:
        """To which a line so wide is padded."""
        return next((width for width in self.widths if width >= line), padded_width(line))

    def size(self, width: int) -> int:
        """Lines of a batch of a width; eights, where every batch is as large as it can be."""
        size = min(self.most, max(self.fewest, self.pixels // width))
        return size // 8 * 8 if self.evenly else size

    def ready(self, pools: Mapping[int, Sequence[RealLine]]) -> list[int]:
        """Widths of which a batch can be drawn."""
        return [w for w, pool in pools.items() if not self.evenly or len(pool) >= self.size(w)]


ON_A_GPU = Batching(
    pixels=131_072,
    most=512,
    pool=1600,
    widths=(64, 96, 128, 160, 192, 224, 256, 320, 384, 512, 704, 960),
    evenly=True,
)


@dataclass(frozen=True)
class Mix:
    """What a run sees: widths, shares of kinds of lines, and weights of the real sets."""

    widest: int = 960  # px
    longest: int = 56  # characters of a synthetic line
    gold: float = 0.0  # of all; of what is left,
    clean: float = 0.10
    real: float = 0.34
    street: float = 0.38
    sign: float = 0.08  # of what is left, and so on
    nothing: float = 0.05
    icon: float = 0.02
    marked: float = 0.5  # of the print: rare signs, raised digits, serials, code, accents
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "receipts_sroie": 0.28,
            "screenshots": 0.18,
            "books_old": 0.16,
            "scene_icdar15": 0.14,
            "ic15_words": 0.24,
            "print_19c": 0.07,
            "typewriter": 0.07,
        }
    )


@dataclass(frozen=True)
class Batch:
    """Images uint8 (B, 32, W); targets (sum of lengths,); lengths (B,); any_case (B,) bool."""

    images: Tensor
    targets: Tensor
    lengths: Tensor
    any_case: Tensor

    def pin_memory(self) -> "Batch":
        """The same, with images that a GPU fetches by itself."""
        return replace(self, images=self.images.pin_memory())

    def pixels(self, device: torch.device) -> Tensor:
        """Images as the network takes them: float32 (B, 1, 32, W) in -1..1."""
        images = self.images.to(device, non_blocking=True)
        scaled = images.float().unsqueeze(1) / 127.5 - 1
        return scaled.contiguous(memory_format=torch.channels_last)


def fits_ctc(text: str, width: int, stride: int = 4) -> bool:
    """Whether CTC has a frame for each character and a blank between equal neighbours."""
    repeats = sum(a == b for a, b in itertools.pairwise(text))
    return len(text) + repeats <= width // stride


def collate(lines: Sequence[RealLine], width: int) -> Batch:
    codes = [encode(line.text) for line in lines]
    return Batch(
        torch.from_numpy(np.stack([pad(line.image, width) for line in lines])),
        torch.tensor([code for line in codes for code in line], dtype=torch.long),
        torch.tensor([len(line) for line in codes]),
        torch.tensor([line.any_case for line in lines]),
    )


class LineBatches(IterableDataset[Batch]):
    """Endless batches. Each worker process draws its own lines from its own seed.

    Of several, each reads every so-manieth of the real pictures: together they show them all.
    """

    def __init__(
        self,
        data: Path | None,
        mix: Mix,
        seed: int,
        gold: Sequence[RealLine] = (),
        batching: Batching = Batching(),
    ) -> None:
        """Data is a directory of annotated sets, or None to train on synthesis alone.

        Gold lines take the mix's share of all; the rest is what it is without them.
        """
        self._data = data
        self._gold = gold
        self._mix = mix
        self._seed = seed
        self._batching = batching

    def __iter__(self) -> Iterator[Batch]:
        number, _ = _worker()
        seed, batching = self._seed * 1000 + number, self._batching
        r = random.Random(seed)
        source = self._with_gold(self._lines(seed), seed)
        pools: dict[int, deque[RealLine]] = {}
        drawn: Counter[int] = Counter()

        def refill(count: int) -> None:
            for line in itertools.islice(source, count):
                width = batching.width(line.image.shape[1])
                pools.setdefault(width, deque(maxlen=batching.pool)).append(line)
                drawn[width] += 1

        refill(batching.pool)
        while True:
            while not (ready := batching.ready(pools)):
                refill(batching.fewest)
            if batching.evenly:
                weights = [drawn[width] / batching.size(width) for width in ready]
            else:
                weights = [len(pools[width]) for width in ready]
            width = r.choices(ready, weights)[0]
            size = batching.size(width)
            refill(size // USES)
            lines = pools[width]
            chosen = r.sample(lines, size) if batching.evenly else r.choices(lines, k=size)
            yield collate(chosen, width)

    def _with_gold(self, others: Iterator[RealLine], seed: int) -> Iterator[RealLine]:
        """Gold lines, each time photographed anew, among all others."""
        r, rng = random.Random(seed + 6), np.random.default_rng(seed + 6)
        for line in others:
            while self._gold and r.random() < self._mix.gold:
                drawn = r.choice(self._gold)
                varied = RealLine(vary(drawn.image, rng), drawn.text)
                if fits_ctc(varied.text, varied.image.shape[1]):
                    yield varied
            yield line

    def _lines(self, seed: int) -> Iterator[RealLine]:
        """Lines that fit the mix's width and CTC's frames."""
        r = random.Random(seed + 1)
        rng = np.random.default_rng(seed + 2)
        real = self._real_lines(seed)
        names = [name for name in self._mix.weights if real.get(name)]
        weights = [self._mix.weights[name] for name in names]
        phrases = [line.text for name in names for line in real[name][::4]]
        faces, _ = load_faces()
        text = TextSource(seed, phrases)
        synthesis = LineSynthesis(faces, text, seed)
        marked = MarkedLines(faces, MarkSource(seed + 3), seed)
        scenes, street = self._signs(faces, text, phrases, seed)

        def next_line() -> RealLine:
            if scenes is not None and r.random() < self._mix.nothing:
                return scenes.nothing()
            if r.random() < self._mix.icon:
                icon = synthesis.icon()
                return RealLine(icon.image, icon.text)
            if street is not None and r.random() < self._mix.street:
                return street.next()
            if scenes is not None and r.random() < self._mix.sign:
                return scenes.sign()
            if names and r.random() < self._mix.real:
                drawn = r.choice(real[r.choices(names, weights)[0]])
                return RealLine(vary(drawn.image, rng), drawn.text, drawn.any_case)
            print_ = marked if r.random() < self._mix.marked else synthesis
            clean = r.random() < self._mix.clean
            made = (print_.clean if clean else print_.degraded)(self._mix.longest)
            return RealLine(made.image, made.text)

        while True:
            try:
                line = next_line()
            except OSError:  # FreeType gives up on some outlines at some sizes: "raster overflow"
                continue
            width = line.image.shape[1]
            if width <= self._mix.widest and fits_ctc(line.text, width):
                yield line

    def _signs(
        self, faces: Sequence[Face], text: TextSource, phrases: Sequence[str], seed: int
    ) -> tuple[Scenes | None, StreetWords | None]:
        """Sources of signs and of words of streets, where the mix asks for any."""
        if not (self._mix.nothing or self._mix.sign or self._mix.street):
            return None, None
        painter = SignPainter(faces, text, random.Random(seed + 5), in_colour=False)
        scenes = Scenes(backgrounds(self._data, seed), painter, seed)
        grounds = [scenes.ground() for _ in range(GROUNDS)]
        return scenes, StreetWords(faces, StreetText(seed + 4, phrases), grounds, seed)

    def _real_lines(self, seed: int) -> dict[str, list[RealLine]]:
        if self._data is None or not self._mix.real:
            return {}
        number, count = _worker()
        part = slice(number, None, count)
        found = {path.name: list(read_pages(path, seed, part=part)) for path in pages(self._data)}
        for labels in sorted(self._data.glob("crops/*/labels.tsv")):
            found[labels.parent.name] = list(read_words(labels, part))
        return found


def _worker() -> tuple[int, int]:
    """The number of this process among those that render, and how many there are."""
    worker = torch.utils.data.get_worker_info()
    return (worker.id, worker.num_workers) if worker is not None else (0, 1)


def _leant(image: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Sheared along the line, and sloped by no more than a tenth of its height."""
    height, width = image.shape
    slant, slope = rng.normal(0, 0.15), rng.uniform(-0.1, 0.1) * height / width
    warp = np.array([[1, slant, -slant * height / 2], [slope, 1, -slope * width / 2]], np.float64)
    border = cv2.BORDER_REPLICATE
    return np.asarray(cv2.warpAffine(image, warp, (width, height), borderMode=border), np.uint8)


def vary(image: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Another photograph of the same line: width, lean, light, focus, noise, polarity."""
    width = max(16, round(image.shape[1] * rng.uniform(0.85, 1.15)))
    picture = cv2.resize(image, (width, image.shape[0]), interpolation=cv2.INTER_LINEAR)
    if rng.random() < LEANING:
        picture = _leant(np.asarray(picture, np.uint8), rng)
    gain, offset = np.float32(rng.uniform(0.7, 1.15)), np.float32(rng.uniform(-0.1, 0.1))
    light = np.asarray(picture / np.float32(255) * gain + offset, np.float32)
    if rng.random() < 0.06:
        light = 1 - light
    if rng.random() < 0.2:
        light = degrade.blur(light, rng)
    if rng.random() < 0.2:
        light = degrade.noise(light, min(0.3, 2 * float(light.std())), rng)
    varied = (np.clip(light, 0, 1) * 255).astype(np.uint8)
    return degrade.jpeg(varied, rng) if rng.random() < 0.15 else varied
