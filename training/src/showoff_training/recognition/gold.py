"""Gold sets for training: read what image-api gives out, and write sets of lines drawn here."""

import hashlib
import io
import json
import random
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from recognition_api.alphabet import is_known, normalise
from recognition_api.crops import MARGIN_ACROSS, MARGIN_ALONG, cut, with_margin
from recognition_api.measuring.gold_set import GoldLine, GoldSet
from showoff_training.recognition.real_lines import JITTER, RealLine, jitter

_FOLDER: Final = "crops"


def real_lines(lines: Sequence[GoldLine], seed: int, variants: int = JITTER) -> Iterator[RealLine]:
    """Cut gold lines as a detector would, each so many times; those of known letters alone.

    Args:
        lines: Of a set.
        seed: Of the jitter.
        variants: Cuts of each line, each with other margins. 1 cuts at the margins of the product.
    """
    r = random.Random(seed)
    for line in lines:
        text = normalise(line.text).strip()
        if not text or not is_known(text):
            continue
        grey = np.asarray(cv2.cvtColor(line.pixels(), cv2.COLOR_RGB2GRAY), np.uint8)
        points = np.array(line.quad, np.float32)
        for _ in range(variants):
            margin = jitter(r) if variants > 1 else {}
            yield RealLine(cut(grey, with_margin(points, **margin)), text)


def write_set(path: Path, kinds: Mapping[str, Sequence[RealLine]], note: str) -> None:
    """Write lines as a set, to the byte the same each time; each line is a picture of its own.

    Args:
        path: Of the tar.
        kinds: Lines as the network sees them, uint8 (32, w), by kind.
        note: Where they come from, and under which licence.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    told: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for kind, lines in kinds.items():
        labels = []
        for line in lines:
            png, quad = _png(line.image), _quad(line.image)
            digest = hashlib.sha256(png + line.text.encode()).hexdigest()
            name = f"{_FOLDER}/{kind}/{digest[:16]}.png"
            files[name] = png
            labels.append(f"{digest[:16]}.png\t{line.text}\n")
            told.append({"file": name, "digest": digest, "picture": digest[:16], "quad": quad})
        files[f"{_FOLDER}/{kind}/labels.tsv"] = "".join(labels).encode()
    manifest = {"number": 0, "note": note, "lines": told}
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as archive:
        _add(archive, "manifest.json", json.dumps(manifest, ensure_ascii=False).encode())
        for name, content in sorted(files.items()):
            _add(archive, name, content)


def parted(gold: GoldSet, every: int = 5) -> tuple[list[GoldLine], list[GoldLine]]:
    """A set in lines that teach and lines that measure.

    As it says; where it has none that measure, every fifth picture does, by its name.
    """
    measuring = [line for line in gold.lines if line.share == "measure"]
    if measuring:
        return [line for line in gold.lines if line.share != "measure"], measuring
    teach: list[GoldLine] = []
    measure: list[GoldLine] = []
    for line in gold.lines:
        number = int.from_bytes(hashlib.sha256(line.picture.encode()).digest()[:4])
        (teach if number % every else measure).append(line)
    return teach, measure


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    head = tarfile.TarInfo(name)
    head.size = len(content)
    archive.addfile(head, io.BytesIO(content))


def _png(image: NDArray[np.uint8]) -> bytes:
    encoded = io.BytesIO()
    Image.fromarray(image).save(encoded, "PNG", optimize=True)
    return encoded.getvalue()


def _quad(image: NDArray[np.uint8]) -> list[list[float]]:
    """Corners that, with the margins of the product around them, are those of the image."""
    height, width = image.shape
    inner = height / (1 + 2 * MARGIN_ACROSS)
    left, top = MARGIN_ALONG * inner, MARGIN_ACROSS * inner
    right, bottom = max(left + 1, width - left), height - top
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return [[round(x, 2), round(y, 2)] for x, y in corners]
