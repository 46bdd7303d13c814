"""Batches to train on: streets and print, drawn, and crops of real pictures, with targets."""

import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

from showoff_training.detection.annotations import Annotated, read_pixels, read_set, sets
from showoff_training.detection.crops import FARTHEST, crop, plain_crop
from showoff_training.detection.loss import Labels, stacked
from showoff_training.detection.targets import Targets, make_targets
from showoff_training.synthesis.backgrounds import Backgrounds, clear_regions, load_wallpapers
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.pages import BESIDE_STREETS, Page, PageSynthesis
from showoff_training.synthesis.street_pages import StreetPages
from showoff_training.synthesis.street_text import StreetText
from showoff_training.synthesis.text import TextSource

SCENES = "scene"  # sets so named are photographs: their text-free regions become grounds
SCENES_DRAWN = 1.5  # times as often as other sets of their size
FARTHEST_SCENE = 0.3  # scale of crops: the product looks for tall letters from afar


@dataclass(frozen=True)
class Mix:
    """What a batch is made of.

    sizes: (side in px, pictures a batch), drawn at random.
    real: share of pictures that are crops of annotated ones.
    street: of what is left; the rest is print.
    uses: batches that a page serves, on average.
    pool: newest pages, from which batches are drawn where these serve more than one.
    """

    sizes: tuple[tuple[int, int], ...]
    real: float
    street: float = 0.58
    uses: int = 1
    pool: int = 0


@dataclass(frozen=True)
class Batch:
    """images: uint8 (B, S, S, 3) RGB."""

    images: Tensor
    labels: Labels

    def pin_memory(self) -> "Batch":
        """The same, for a GPU to fetch by itself."""
        return Batch(self.images.pin_memory(), Labels(*(part.pin_memory() for part in self.labels)))


Pixels = Callable[[Path], NDArray[np.uint8]]
Example = tuple[NDArray[np.uint8], Targets]


class PageBatches(IterableDataset[Batch]):
    """An endless stream of batches. Each worker process draws its own from its own seed.

    Of several, each reads every so-manieth of the real pictures, and keeps them in memory.
    """

    def __init__(self, data: Path | None, mix: Mix, seed: int) -> None:
        """Sets are drawn by the square root of their sizes, scenes more often."""
        self._data = data
        self._mix = mix
        self._seed = seed

    def __iter__(self) -> Iterator[Batch]:
        cv2.setNumThreads(1)
        worker = get_worker_info()
        number, count = (worker.id, worker.num_workers) if worker is not None else (0, 1)
        seed = self._seed + number
        r, mix = random.Random(seed), self._mix
        groups = {} if self._data is None else _read(self._data, slice(number, None, count))
        own = sum(len(group) for group in groups.values())
        pixels = lru_cache(maxsize=own)(read_pixels) if count > 1 else read_pixels
        pages = _Pages(groups, pixels, mix, seed)
        newest: deque[Example] = deque(maxlen=max(mix.pool, *(many for _, many in mix.sizes)))
        while True:
            size, many = r.choice(mix.sizes)
            fewest = many if mix.uses == 1 or len(newest) < many else max(1, many // mix.uses)
            for _ in range(fewest):
                newest.append(_example(pages.next(size)))
            yield _stacked([*newest][-many:] if mix.uses == 1 else r.sample(newest, many))


class _Pages:
    """The pages of one process."""

    def __init__(
        self, groups: dict[str, list[Annotated]], pixels: Pixels, mix: Mix, seed: int
    ) -> None:
        self._groups, self._pixels, self._mix = groups, pixels, mix
        self._r = r = random.Random(seed + 1)
        self._weights = [
            len(group) ** 0.5 * (SCENES_DRAWN if name.startswith(SCENES) else 1)
            for name, group in groups.items()
        ]
        scenes = [p for name, group in groups.items() if name.startswith(SCENES) for p in group]
        clear = clear_regions(((pixels(scene.path), scene.quads) for scene in scenes), seed)
        photographs, (faces, _) = load_wallpapers() + clear, load_faces()
        grounds = Backgrounds(photographs)
        self._print = PageSynthesis(faces, TextSource(seed), grounds, seed, BESIDE_STREETS)

        def scene(size: int) -> Page:
            return plain_crop(r.choice(scenes), size, r, FARTHEST_SCENE, pixels)

        crops = scene if scenes else None
        self._streets = StreetPages(faces, StreetText(seed), photographs, seed, crops)

    def next(self, size: int) -> Page:
        """One of any kind, (size, size, 3)."""
        while True:
            try:
                return self._next(size)
            except OSError:  # FreeType gives up on some outlines at some sizes: "raster overflow"
                continue

    def _next(self, size: int) -> Page:
        r, mix = self._r, self._mix
        if self._groups and r.random() < mix.real:
            name = r.choices(list(self._groups), self._weights)[0]
            farthest = FARTHEST_SCENE if name.startswith(SCENES) else FARTHEST
            return crop(r.choice(self._groups[name]), size, r, farthest, self._pixels)
        return self._streets.page(size) if r.random() < mix.street else self._print.page(size)


def batch_of(pages: list[Page]) -> Batch:
    """Stack pages of one size, with their targets."""
    return _stacked([_example(page) for page in pages])


def _example(page: Page) -> Example:
    height, width = page.image.shape[:2]
    return page.image, make_targets(page.quads, page.ignored, (height, width))


def _stacked(examples: list[Example]) -> Batch:
    images, targets = zip(*examples, strict=True)
    return Batch(torch.from_numpy(np.stack(images)), stacked([*targets]))


def _read(data: Path, part: slice) -> dict[str, list[Annotated]]:
    found = {path.name: read_set(path, split=True, part=part) for path in sets(data)}
    return {name: group for name, group in found.items() if group}
