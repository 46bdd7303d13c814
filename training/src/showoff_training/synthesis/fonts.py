"""Faces for rendering: what is installed, what each can write, and which families are held out."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from recognition_api.alphabet import CHARACTERS
from showoff_training.synthesis.face_checks import is_fit
from showoff_training.synthesis.materials import packed

# Where Debian puts faces; the second is that of texlive-fonts-extra.
FONT_DIRECTORIES = (Path("/usr/share/fonts"), Path("/usr/share/texlive/texmf-dist/fonts"))
FACES_PER_FAMILY = 6
MINIMUM_COVERAGE = 90  # characters of the alphabet; symbol and script faces fall below

# Whole families never trained on: the figures on "unseen families" are measured with these.
HELD_OUT = (
    "open-sans",
    "opensans",
    "roboto",
    "courier-prime",
    "courierprime",
    "jetbrains",
    "vollkorn",
    "ocr-b",
    "ocrb",
    "inter",
)
# Faces that map letters to something that is not that letter.
NOT_LETTERS = (
    "symbol",
    "dingbat",
    "emoji",
    "math",
    "d050000l",
    "glasstty",
    "icons",
    "sixtyfour",
    "keyboard",
    "greek",
    "qtding",
)


@dataclass(frozen=True)
class Face:
    """One font file and the characters of the alphabet that it can write."""

    path: str
    family: str
    characters: frozenset[str]

    def can_write(self, text: str) -> bool:
        return self.characters.issuperset(text)


def load_faces(
    directories: Sequence[Path] = FONT_DIRECTORIES,
) -> tuple[list[Face], list[Face]]:
    """Find the usable faces, at most six of a family, as (to train on, held out).

    Raises:
        FileNotFoundError: No usable face lies under the directories.
    """
    folder = packed()
    training, held_out = _found(tuple(directories)) if folder is None else _carried(folder)
    return list(training), list(held_out)


Faces = tuple[tuple[Face, ...], tuple[Face, ...]]


@cache
def _found(directories: tuple[Path, ...]) -> Faces:
    families: dict[str, list[Face]] = defaultdict(list)
    for path in (path for directory in directories for path in sorted(directory.rglob("*"))):
        if path.suffix.lower() in {".ttf", ".otf"} and (face := _face(path)) is not None:
            families[face.family].append(face)
    training: list[Face] = []
    held_out: list[Face] = []
    for family, faces in families.items():
        step = max(1, len(faces) // FACES_PER_FAMILY)
        chosen = faces[::step][:FACES_PER_FAMILY]
        (held_out if _is_held_out(family) else training).extend(chosen)
    if not training or not held_out:
        raise FileNotFoundError(
            f"no usable font faces under {directories[0]}: install the fonts-* packages"
        )
    return tuple(training), tuple(held_out)


@cache
def _carried(folder: Path) -> Faces:
    kinds = json.loads((folder / "faces.json").read_text(encoding="utf-8"))
    training, held_out = (
        tuple(
            Face(str(folder / name), family, frozenset(characters))
            for name, family, characters in kinds[kind]
        )
        for kind in ("training", "held out")
    )
    return training, held_out


def _is_held_out(family: str) -> bool:
    return any(name in family for name in HELD_OUT)


@cache
def _face(path: Path) -> Face | None:
    family = f"{path.parent.name}/{path.stem[:6]}".lower()
    if any(name in f"{family}{path.stem}".lower() for name in NOT_LETTERS):
        return None
    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            covered = font.getBestCmap() or {}
    except (TTLibError, OSError, KeyError):
        return None
    characters = frozenset(c for c in CHARACTERS if ord(c) in covered or c == " ")
    if len(characters) < MINIMUM_COVERAGE or not characters.issuperset("AgQz09&"):
        return None
    if not is_fit(str(path)):
        return None
    return Face(str(path), family, characters)
