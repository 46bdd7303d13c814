"""Icons: they stand where text stands, look a little like letters and say nothing."""

import json
import logging
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

from showoff_training.synthesis.fonts import FONT_DIRECTORIES
from showoff_training.synthesis.materials import packed

FONTS = ("fontawesome-webfont.ttf", "materialdesignicons-webfont.ttf")
# Names of icons that show letters, digits or marks, or that do not tell what they show.
SAY_SOMETHING = (
    *("alpha", "numeric", "letter", "font", "bold", "italic", "text", "format", "header"),
    *("currency", "euro", "usd", "gbp", "roman", "question", "exclam", "plus", "minus", "percent"),
    *("_", "uni", "copyright", "registered", "trademark", "space", "dieresis", "acute"),
)

logging.getLogger("fontTools").setLevel(logging.ERROR)  # one of the fonts has two bytes too many


@dataclass(frozen=True)
class Icon:
    """A character of an icon font."""

    path: str
    character: str

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self.path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def icons(directory: Path = FONT_DIRECTORIES[0]) -> tuple[Icon, ...]:
    """The wordless icons of the icon fonts that are installed; none where no such font is."""
    if (folder := packed()) is not None:
        fonts = json.loads((folder / "icons.json").read_text(encoding="utf-8"))
        return tuple(Icon(str(folder / name), c) for name, said in fonts.items() for c in said)
    found = []
    for path in sorted(p for p in directory.rglob("*.ttf") if p.name in FONTS):
        with TTFont(path, lazy=True) as font:
            characters = font.getBestCmap() or {}
        found += [
            Icon(str(path), chr(code))
            for code, name in characters.items()
            if code > 0xE000 and not any(part in name.lower() for part in SAY_SOMETHING)
        ]
    return tuple(found)


def draw_icon(r: random.Random) -> Icon | None:
    """A random one, if there are any."""
    return r.choice(icons()) if icons() else None
