"""Pages read in this process, by the models of whichever package brings them: `show-off` does."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from ocrmypdf.exceptions import MissingDependencyError

from ocrmypdf_show_off.elements import Line
from ocrmypdf_show_off.pictures import encoded

Reader = Callable[[bytes], Sequence[Line]]
"""Reads the encoded picture of a page. An entry point of the group names a function that loads one;
so this package needs none of ours, and may be installed alone where a server reads."""

_GROUP: Final = "ocrmypdf_show_off.readers"


def read(path: Path) -> Sequence[Line]:
    """Read the picture of a page.

    Raises:
        MissingDependencyError: No models are installed.
    """
    return reader()(encoded(path))


@cache
def reader() -> Reader:
    """What reads here, loaded once.

    Raises:
        MissingDependencyError: No models are installed.
    """
    for entry in entry_points(group=_GROUP):
        load: Callable[[], Reader] = entry.load()
        return load()
    raise MissingDependencyError(
        "Tell --show-off-url, or install the package show-off, which brings the models"
    )
