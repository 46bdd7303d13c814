"""What a detector is measured on, and how: pages and pictures that no training has seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from detection_api.passes import detect
from detection_api.scaling import factor
from detection_api.tiles import Network
from showoff_training.detection.annotations import read_pixels, read_set, sets
from showoff_training.detection.matching import Counts, compare, total
from showoff_training.detection.model import Ctpn
from showoff_training.detection.served import Served
from showoff_training.synthesis.backgrounds import Backgrounds, load_wallpapers
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.pages import KINDS, PageSynthesis
from showoff_training.synthesis.street_pages import StreetPages
from showoff_training.synthesis.street_text import StreetText
from showoff_training.synthesis.text import TextSource

VALIDATION_SEED = 20_260_001  # no training seed comes near
SYNTHETIC_SIZE = 640  # px


@dataclass(frozen=True)
class Sample:
    """A picture, read or rendered when it is needed, and its truth."""

    image: NDArray[np.uint8] | Path
    quads: NDArray[np.float32]
    ignored: NDArray[np.bool_]

    def pixels(self) -> NDArray[np.uint8]:
        return read_pixels(self.image) if isinstance(self.image, Path) else self.image


def torch_network(model: Ctpn, device: torch.device) -> Network:
    """A network under training, as the product's post-processing takes it."""
    served = Served(model).to(device).eval()

    def run(image: NDArray[np.uint8]) -> NDArray[np.float32]:
        with torch.inference_mode():
            answer: torch.Tensor = served(torch.from_numpy(image).to(device))
        return np.asarray(answer[0].float().cpu().numpy(), np.float32)

    return run


def synthetic(count: int) -> dict[str, list[Sample]]:
    """Pages of every kind, in font families that are never trained on."""
    _, faces = load_faces()
    text, photographs = TextSource(VALIDATION_SEED), load_wallpapers()
    made: dict[str, list[Sample]] = {}
    for kind in (*KINDS, "digits"):
        grounds = Backgrounds(photographs)
        synthesis = PageSynthesis(faces, text, grounds, VALIDATION_SEED)
        pages = (synthesis.page(SYNTHETIC_SIZE, kind) for _ in range(count))
        made[f"synthetic {kind}"] = [Sample(p.image, p.quads, p.ignored) for p in pages]
    streets = StreetPages(faces, StreetText(VALIDATION_SEED), photographs, VALIDATION_SEED)
    pages = (streets.page(SYNTHETIC_SIZE) for _ in range(count))
    made["synthetic street"] = [Sample(p.image, p.quads, p.ignored) for p in pages]
    return made


def annotated(data: Path, count: int) -> dict[str, list[Sample]]:
    """At most `count` pictures, spread evenly, of each set under a directory."""
    found: dict[str, list[Sample]] = {}
    for directory in sets(data):
        pictures = read_set(directory, split=False)
        chosen = pictures[:: max(1, len(pictures) // count)][:count]
        found[directory.name] = [Sample(p.path, p.quads, p.ignored) for p in chosen]
    return found


def measure(network: Network, samples: Sequence[Sample]) -> Counts:
    return total(_compared(network, samples))


def _compared(network: Network, samples: Sequence[Sample]) -> Iterator[Counts]:
    for sample in samples:
        image = sample.pixels()
        scale = factor(image.shape[0], image.shape[1])
        yield compare(detect(network, image).points, sample.quads, sample.ignored, scale)
