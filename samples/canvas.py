"""A picture that remembers what was written on it, and where."""

import json
from pathlib import Path
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Colour = str | tuple[int, int, int]

_FONTS = Path("/usr/share/fonts")


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A face of the installed Debian font packages by its file name, `size` in pixels."""
    files = sorted(_FONTS.rglob(name))
    if not files:
        raise FileNotFoundError(f"{name}: install the fonts that samples/README.md names")
    return ImageFont.truetype(files[0], size, layout_engine=ImageFont.Layout.BASIC)


class Canvas:
    """A picture and its lines of text, in pixels of the picture as displayed."""

    def __init__(self, picture: Image.Image) -> None:
        self.picture = picture
        self.lines: list[tuple[str, NDArray[np.float64]]] = []

    @classmethod
    def blank(cls, width: int, height: int, colour: Colour = "white") -> Self:
        return cls(Image.new("RGB", (width, height), colour))

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.picture)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        face: ImageFont.FreeTypeFont,
        colour: Colour = "black",
        anchor: str = "ls",
    ) -> float:
        """Write one line from or, by `anchor`, around the point on its base line.

        Returns:
            Where it ends, in x.
        """
        self.pen.text((x, y), text, fill=colour, font=face, anchor=anchor)
        left, top, right, bottom = self.pen.textbbox((x, y), text, font=face, anchor=anchor)
        corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
        self.lines.append((text, np.array(corners, np.float64)))
        return float(right)

    def paragraph(
        self, x: float, y: float, lines: list[str], face: ImageFont.FreeTypeFont, leading: float
    ) -> float:
        """Write lines below each other; returns the base line after the last."""
        for line in lines:
            self.write(x, y, line, face)
            y += leading
        return y

    def warped(self, corners: list[list[float]], onto: Image.Image) -> "Canvas":
        """This canvas seen in perspective, lying on another picture.

        Args:
            corners: Where its corners come to lie, clockwise from the top left, in pixels.
            onto: What it lies on; defines the size.
        """
        width, height = self.picture.size
        own = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        warp = cv2.getPerspectiveTransform(own, np.array(corners, np.float32))
        seen = cv2.warpPerspective(np.asarray(self.picture), warp, onto.size, flags=cv2.INTER_AREA)
        mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), warp, onto.size)
        ground = np.asarray(onto).astype(np.float64)
        share = (mask / 255.0)[..., None]
        blended = Image.fromarray(np.asarray(seen * share + ground * (1 - share), np.uint8))
        result = Canvas(blended)
        for text, points in self.lines:
            moved = cv2.perspectiveTransform(points[None], warp)[0]
            result.lines.append((text, np.asarray(moved, np.float64)))
        return result

    def truth(self, name: str) -> dict[str, Any]:
        """The lines, in the form of our data sets."""
        return {
            "image": name,
            "width": self.picture.width,
            "height": self.picture.height,
            "lines": [
                {"points": points.round(1).tolist(), "text": text, "ignore": False}
                for text, points in self.lines
            ],
            "words": [],
            "level": "line",
            "source": "samples/make.py",
            "license": "Apache-2.0",
            "case_insensitive": False,
            "ignore_spaces": False,
            "complete": True,
        }

    def save_truth(self, folder: Path, name: str) -> None:
        text = json.dumps(self.truth(name), ensure_ascii=False, indent=1)
        (folder / f"{Path(name).stem}.json").write_text(text + "\n", encoding="utf-8")
