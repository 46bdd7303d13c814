"""What annotated pictures say: a folder with images/ and gt/NAME.json, one a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict


class _Line(BaseModel):
    points: list[tuple[float, float]]
    text: str | None
    ignore: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")

    image: str
    lines: list[_Line]
    words: list[_Line] = []
    case_insensitive: bool = False
    ignore_spaces: bool = False
    complete: bool = True


@dataclass(frozen=True)
class TrueLine:
    """A line of text: corners float64 (4, 2), clockwise from the text's top left, and its text."""

    points: NDArray[np.float64]
    text: str


@dataclass(frozen=True)
class Truth:
    """What one picture says.

    Attributes:
        image: The picture's file.
        lines: To be found and read.
        ignored: Illegible text; reading it is neither right nor wrong.
        case_insensitive: The truth does not tell capitals from small letters.
        ignore_spaces: The truth does not tell where words end.
        complete: All text in the picture is in the truth.
    """

    image: Path
    lines: list[TrueLine]
    ignored: list[TrueLine]
    case_insensitive: bool
    ignore_spaces: bool
    complete: bool

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read one file of gt/.

        Raises:
            pydantic.ValidationError: It has another form.
        """
        stored = _File.model_validate_json(file.read_bytes())
        lines = stored.lines or stored.words
        known = [line for line in lines if not line.ignore and line.text]
        unknown = [line for line in lines if line.ignore or not line.text]
        return cls(
            image=file.parent.parent / "images" / Path(stored.image).name,
            lines=[TrueLine(np.array(line.points), line.text or "") for line in known],
            ignored=[TrueLine(np.array(line.points), line.text or "") for line in unknown],
            case_insensitive=stored.case_insensitive,
            ignore_spaces=stored.ignore_spaces,
            complete=stored.complete,
        )


def truths(folder: Path, limit: int | None = None) -> Iterator[Truth]:
    """The truths of a folder in the order of their names, at most `limit` of them.

    Raises:
        FileNotFoundError: The folder has no gt/*.json.
    """
    files = sorted((folder / "gt").glob("*.json"))
    if not files:
        raise FileNotFoundError(f"{folder}: no gt/*.json")
    for file in files[:limit]:
        yield Truth.load(file)
