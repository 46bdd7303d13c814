"""Batches to train on: synthetic pages and crops of real pictures, with their targets."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

from showoff_training.detection.annotations import Annotated, read_pixels, read_set, sets
from showoff_training.detection.crops import FARTHEST, crop
from showoff_training.detection.loss import Labels, stacked
from showoff_training.detection.targets import make_targets
from showoff_training.synthesis.backgrounds import Backgrounds, clear_regions, load_wallpapers
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.pages import Page, PageSynthesis
from showoff_training.synthesis.text import TextSource

SCENES = "scene"  # sets so named are photographs: their text-free regions become grounds
SCENES_DRAWN = 1.5  # times as often as other sets of their size
FARTHEST_SCENE = 0.3  # scale of crops: the product looks for tall letters from afar


@dataclass(frozen=True)
class Mix:
    """What a batch is made of.

    sizes: (side in px, pictures a batch), drawn at random.
    real: share of pictures that are crops of annotated ones.
    """

    sizes: tuple[tuple[int, int], ...]
    real: float


@dataclass(frozen=True)
class Batch:
    """images: uint8 (B, S, S, 3) RGB."""

    images: Tensor
    labels: Labels


class PageBatches(IterableDataset[Batch]):
    """An endless stream of batches."""

    def __init__(self, data: Path | None, mix: Mix, seed: int) -> None:
        """Sets are drawn by the square root of their sizes, scenes more often."""
        self._data = data
        self._mix = mix
        self._seed = seed

    def __iter__(self) -> Iterator[Batch]:
        cv2.setNumThreads(1)
        worker = get_worker_info()
        seed = self._seed + (worker.id if worker is not None else 0)
        r = random.Random(seed)
        groups = {} if self._data is None else _read(self._data)
        faces, _ = load_faces()
        synthesis = PageSynthesis(faces, TextSource(seed), _backgrounds(groups, seed), seed)
        weights = [
            len(group) ** 0.5 * (SCENES_DRAWN if name.startswith(SCENES) else 1)
            for name, group in groups.items()
        ]
        while True:
            size, count = r.choice(self._mix.sizes)
            pages = []
            for _ in range(count):
                if groups and r.random() < self._mix.real:
                    name = r.choices(list(groups), weights)[0]
                    farthest = FARTHEST_SCENE if name.startswith(SCENES) else FARTHEST
                    pages.append(crop(r.choice(groups[name]), size, r, farthest))
                else:
                    pages.append(_synthetic(synthesis, size))
            yield batch_of(pages)


def _synthetic(synthesis: PageSynthesis, size: int) -> Page:
    while True:
        try:
            return synthesis.page(size)
        except OSError:  # FreeType gives up on some outlines at some sizes: "raster overflow"
            continue


def batch_of(pages: list[Page]) -> Batch:
    """Stack pages of one size, with their targets."""
    return Batch(
        torch.from_numpy(np.stack([page.image for page in pages])),
        stacked([_labels(page) for page in pages]),
    )


def _labels(page: Page) -> Labels:
    targets = make_targets(page.quads, page.ignored, (page.image.shape[0], page.image.shape[1]))
    parts = (targets.labels, targets.weights, targets.verticals, targets.sides)
    return Labels(*(torch.from_numpy(part) for part in parts))


def _read(data: Path) -> dict[str, list[Annotated]]:
    return {path.name: read_set(path, split=True) for path in sets(data)}


def _backgrounds(groups: dict[str, list[Annotated]], seed: int) -> Backgrounds:
    scenes = (p for name, group in groups.items() if name.startswith(SCENES) for p in group)
    pictures = ((read_pixels(scene.path), scene.quads) for scene in scenes)
    return Backgrounds(load_wallpapers() + clear_regions(pictures, seed))
