"""What users tell OCRmyPDF for this plugin: on its command line, or as keywords of its API."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, Field

NAMESPACE: Final = "show_off"
ENGINE: Final = "show-off"


class ShowOffOptions(BaseModel):
    """`show_off_url` and so on."""

    url: Annotated[str | None, Field(description="Of the server's API")] = None
    key_file: Annotated[str | None, Field(description="File with an API key")] = None
    timeout: Annotated[float, Field(gt=0, description="Seconds for a page")] = 120.0

    @property
    def key(self) -> str | None:
        """The API key.

        Raises:
            OSError: Its file cannot be read.
        """
        if self.key_file is None:
            return None
        return Path(self.key_file).read_text(encoding="utf-8").strip()


def add_to(parser: ArgumentParser) -> None:
    """Add the options, and the engine's name to those that can be chosen."""
    group = parser.add_argument_group("show-off", "Read with show-off")
    group.add_argument(
        "--show-off-url",
        metavar="URL",
        help="read with the show-off server whose API is here, for example "
        "http://show-off.lan/api; by default its models read in this process",
    )
    group.add_argument(
        "--show-off-key-file", metavar="FILE", help="file with an API key for that server"
    )
    group.add_argument(
        "--show-off-timeout", type=float, metavar="SECONDS", help="longest wait for a page"
    )
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to find one
        if action.dest == "ocr_engine" and action.choices is not None:
            action.choices = [*action.choices, ENGINE]
