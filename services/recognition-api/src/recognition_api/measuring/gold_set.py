"""A gold set, as image-api gives it out (labels) and as training keeps one for everybody: a tar.

manifest.json                lines: file, digest, picture, quad (corners in its pixels)
crops/KIND/*.png             a line each, with some room around it
crops/KIND/labels.tsv        file, a tab, what it says
"""

import io
import json
import tarfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

if TYPE_CHECKING:  # training reads sets on machines without pydantic, too
    from showoff_common.contracts.lines import Quad


@dataclass(frozen=True)
class GoldLine:
    """A line whose text is known.

    Attributes:
        digest: By which it is known.
        picture: Lines of the same picture have the same; they are drawn together.
        kind: Of print or writing; the name of its folder.
        png: Its cut-out.
        quad: (4, 2) corners in pixels of the cut-out.
        text: What it says.
        share: Whether it is there to `teach` or to `measure`.
    """

    digest: str
    picture: str
    kind: str
    png: bytes
    quad: "Quad"
    text: str
    share: str = "teach"

    def pixels(self) -> NDArray[np.uint8]:
        """(H, W, 3), RGB."""
        with Image.open(io.BytesIO(self.png)) as picture:
            return np.asarray(picture.convert("RGB"))


@dataclass(frozen=True)
class GoldSet:
    """Lines under a number; sets that no image-api keeps have 0."""

    number: int
    lines: tuple[GoldLine, ...]


def read_set(data: bytes) -> GoldSet:
    """Read a set.

    Raises:
        ValueError: It is none.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            files = {
                member.name: file.read()
                for member in archive
                if (file := archive.extractfile(member)) is not None
            }
        manifest = json.loads(files["manifest.json"])
        texts = _texts(files)
        return GoldSet(
            int(manifest["number"]),
            tuple(_line(told, files, texts) for told in manifest["lines"]),
        )
    except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"no gold set: {error!r}") from None


def _texts(files: dict[str, bytes]) -> dict[str, str]:
    """What each file says, by its name in the archive."""
    texts = {}
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.name == "labels.tsv":
            for row in content.decode().split("\n"):
                file, _, text = row.partition("\t")
                texts[str(path.parent / file)] = text
    return texts


def _line(told: dict[str, Any], files: dict[str, bytes], texts: dict[str, str]) -> GoldLine:
    name = told["file"]
    first, second, third, fourth = ((float(x), float(y)) for x, y in told["quad"])
    return GoldLine(
        digest=told["digest"],
        picture=told["picture"],
        kind=PurePosixPath(name).parent.name,
        png=files[name],
        quad=(first, second, third, fourth),
        text=texts[name],
        share=told.get("share", "teach"),
    )
