"""Annotated pictures as small as training can use them, their truths moved with them."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from showoff_common.cpus import allowed_cpus

Network = Literal["recognition", "detection"]
LONGEST_SIDE = 1280  # px: what the detector sees
TALLEST = 44  # px of lines, and of cut words with their margins: the recogniser sees 32
QUALITY = {"recognition": 70, "detection": 68}  # WebP's
_TOLD = ("level", "case_insensitive", "ignore_spaces")


@dataclass(frozen=True)
class Packed:
    """A picture, or a cut word, and what is told of it: names in the data folder, and contents.

    Attributes:
        group: The set, by whose size sets are thinned.
        files: Its own.
        row: In the set's labels, for cut words.
    """

    group: str
    files: Mapping[str, bytes]
    row: str = ""

    def __len__(self) -> int:
        """Bytes."""
        return sum(len(content) for content in self.files.values())


@dataclass(frozen=True)
class Unpacked:
    """A picture, or a cut word, of a set: packed by calling `pack`, None where it is missing."""

    group: str
    pack: Callable[[], Packed | None]


def unpacked(data: Path, network: Network) -> list[Unpacked]:
    """Every picture of every set under a directory; cut words for the recogniser alone."""
    found = [
        Unpacked(directory.name, partial(_page, directory, truth, network))
        for directory in sorted(path.parent for path in data.glob("*/gt"))
        for truth in sorted((directory / "gt").glob("*.json"))
    ]
    if network == "recognition":
        for labels in sorted(data.glob("crops/*/labels.tsv")):
            rows = labels.read_text(encoding="utf-8").splitlines()
            words = (partial(_word, labels, number, row) for number, row in enumerate(rows))
            found += [Unpacked(_group(labels), word) for word in words]
    return found


def packed(pictures: Sequence[Unpacked]) -> list[Packed]:
    """Pack pictures, as many at once as there are CPUs; those that are missing are left out."""
    with ThreadPoolExecutor(allowed_cpus()) as pool:  # OpenCV lets go of Python's lock
        made = pool.map(lambda picture: picture.pack(), pictures)
        return [picture for picture in made if picture is not None]


def thinned(pictures: Sequence[Packed], most: int) -> list[Packed]:
    """As many as fit so many bytes, evenly spread over the sets and through each."""
    whole = sum(map(len, pictures))
    share = min(1.0, most / whole) if whole else 1.0
    return [
        picture
        for number, picture in enumerate(pictures)
        if int((number + 1) * share) > int(number * share)
    ]


def files(pictures: Sequence[Packed]) -> Iterator[tuple[str, bytes]]:
    """All files of a data folder, labels last."""
    rows: dict[str, list[str]] = {}
    for picture in pictures:
        yield from picture.files.items()
        if picture.row:
            rows.setdefault(picture.group, []).append(picture.row)
    for group, own in rows.items():
        yield f"{group}/labels.tsv", "".join(f"{row}\n" for row in own).encode()


def _page(directory: Path, path: Path, network: Network) -> Packed:
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    source = directory / "images" / Path(truth["image"]).name
    how = cv2.IMREAD_GRAYSCALE if network == "recognition" else cv2.IMREAD_COLOR
    pixels = cv2.imread(str(source), how | cv2.IMREAD_IGNORE_ORIENTATION)
    if pixels is None:
        raise FileNotFoundError(source)
    image = np.asarray(pixels, np.uint8)
    share = min(1.0, _share(image, truth["lines"], network))
    moved = [
        {**line, "points": [[round(share * v, 2) for v in point] for point in line["points"]]}
        for line in truth["lines"]
    ]
    told = {name: truth[name] for name in _TOLD if name in truth}
    told |= {"image": f"{path.stem}.webp", "lines": moved}
    name = directory.name
    content = {
        f"{name}/images/{path.stem}.webp": _webp(image, share, QUALITY[network]),
        f"{name}/gt/{path.name}": json.dumps(told, ensure_ascii=False).encode(),
    }
    return Packed(name, content)


def _share(image: NDArray[np.uint8], lines: Sequence[Mapping[str, Any]], network: Network) -> float:
    """Of a picture's size that is kept."""
    if network == "detection":
        return float(LONGEST_SIDE / max(image.shape[:2]))
    corners = [np.array(line["points"], np.float32) for line in lines if not line["ignore"]]
    heights = [float(np.linalg.norm(quad[3] - quad[0])) for quad in corners]
    return TALLEST / max(1.0, float(np.median(heights))) if heights else 1.0


def _group(labels: Path) -> str:
    return f"crops/{labels.parent.name}"


def _word(labels: Path, number: int, row: str) -> Packed | None:
    group = _group(labels)
    file, _, text = row.partition("\t")
    pixels = cv2.imread(str(labels.parent / file), cv2.IMREAD_GRAYSCALE)
    if pixels is None:
        return None
    image, name = np.asarray(pixels, np.uint8), f"images/{number:05}.webp"
    code = _webp(image, min(1.0, TALLEST / image.shape[0]), QUALITY["recognition"])
    return Packed(group, {f"{group}/{name}": code}, f"{name}\t{text}")


def _webp(image: NDArray[np.uint8], share: float, quality: int) -> bytes:
    height, width = image.shape[:2]
    size = (max(1, round(width * share)), max(1, round(height * share)))
    small = image if share == 1 else cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    code = cv2.imencode(".webp", small, (cv2.IMWRITE_WEBP_QUALITY, quality))[1]
    return bytes(code.tobytes())
