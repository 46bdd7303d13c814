"""The formats that what was read is given out in: image-api and the command line render them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from showoff_common.contracts.pages import PageReading

FormatName = Literal["text", "json", "hocr", "alto", "page", "pdf", "csv", "markdown"]


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        summary: What it is, in a few words.
        media_type: By which it is asked for and answered.
        suffix: Of its files.
    """

    summary: str
    media_type: str
    suffix: str


FORMATS: Final[Mapping[FormatName, Format]] = {
    "text": Format("The text alone", "text/plain", "txt"),
    "json": Format("Lines and words with their places", "application/json", "json"),
    "hocr": Format("hOCR 1.2", "text/vnd.hocr+html", "hocr"),
    "alto": Format("ALTO 4.4", "application/alto+xml", "alto.xml"),
    "page": Format("PAGE 2019", "application/vnd.prima.page+xml", "page.xml"),
    "pdf": Format("The picture with its text behind it", "application/pdf", "pdf"),
    "csv": Format("Rows and columns, for spreadsheets", "text/csv", "csv"),
    "markdown": Format("Paragraphs and tables", "text/markdown", "md"),
}

FORMAT_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "What the picture says, in the format asked for",
        "content": {
            form.media_type: {"schema": {"type": "string"}}
            if form.media_type != "application/json"
            else {"schema": {"type": "object"}}
            for form in FORMATS.values()
        },
    },
    304: {"description": "The client's copy is still right"},
    404: {"description": "Not Found"},
    413: {"description": "Together they are too large"},
    503: {"description": "Service Unavailable"},
}
"""For the documents, of what is kept."""


class FormatPath(BaseModel):
    """Which format, in an address."""

    format: FormatName


class FormatOfImage(FormatPath):
    """Which format of which picture."""

    image_id: str


MOST_TOGETHER: Final = 100
"""Pictures in one file."""


class TogetherQuery(BaseModel):
    """Which pictures stand in one file."""

    others: str | None = Field(
        default=None,
        alias="with",
        pattern=rf"^[0-9a-f]{{32}}(,[0-9a-f]{{32}}){{0,{MOST_TOGETHER - 2}}}$",
        description="Ids of further pictures, separated by commas: all of them in one file, in "
        f"this order, a page each; {MOST_TOGETHER} at most.",
    )

    @property
    def ids(self) -> list[str]:
        return self.others.split(",") if self.others else []


class ToRender(BaseModel):
    """What image-api is sent to render: a reading that need not be kept."""

    name: str = Field(max_length=1000, description="Of the picture or document.")
    pages: list[PageReading] = Field(min_length=1, max_length=10_000)
