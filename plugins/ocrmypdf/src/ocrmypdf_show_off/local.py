"""Pages read with show-off's models in this process; for that, the package show-off is needed."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ocrmypdf.exceptions import MissingDependencyError

from ocrmypdf_show_off.elements import Line, Word
from ocrmypdf_show_off.pictures import encoded

if TYPE_CHECKING:
    from show_off.local import LocalReader


def read(path: Path) -> list[Line]:
    """Read the picture of a page.

    Raises:
        MissingDependencyError: The models are not installed.
    """
    from showoff_common.reading import between  # noqa: PLC0415 - only where it is installed

    reading, _ = models().read_page(encoded(path))
    return [
        Line(
            line.text,
            line.points,
            [
                Word(word.text, between(line.points, word.start, word.end), word.confidence)
                for word in line.words or ()
            ],
            begins_paragraph=line.separator == "\n\n",
        )
        for line in reading.lines
        if line.text
    ]


@cache
def models() -> "LocalReader":
    """The models, loaded once.

    Raises:
        MissingDependencyError: They are not installed.
    """
    try:
        from show_off.local import LocalReader  # noqa: PLC0415 - it takes a second
    except ImportError:
        raise MissingDependencyError(
            "Tell --show-off-url, or install the models: pip install ocrmypdf-show-off[local]"
        ) from None
    return LocalReader()
