"""What the process that opens a document tells of it."""

from typing import Final, Literal

from pydantic import BaseModel, Field

from showoff_common.contracts.pages import PageLine

CLEAN: Final = "clean.pdf"
"""The name of the copy, in the work folder, that pages are taken from."""


Kind = Literal["scanned", "written", "mixed"]


class Facts(BaseModel):
    """Of the whole document.

    Attributes:
        pages: How many it has.
        repaired: Whether it was damaged and could be mended.
        signed: Whether it carries a signature, which no changed copy can keep.
    """

    pages: int = Field(ge=1)
    repaired: bool = False
    signed: bool = False


class Sheet(BaseModel):
    """A page as it is to be read.

    Attributes:
        number: From 1.
        width: Of its raster as displayed, in pixels.
        height: The same.
        dpi: Of the raster.
        kind: `scanned`: a picture is to be read. `written`: its own text is all. `mixed`: both.
        lines: Its own text, in pixels of the raster; nothing where it is scanned.
        picture: The name of the raster's file in the work folder; none where it is `written`.
    """

    number: int = Field(ge=1)
    width: int = Field(ge=1)
    height: int = Field(ge=1)
    dpi: float = Field(gt=0)
    kind: Kind
    lines: list[PageLine] = []
    picture: str | None = Field(default=None, pattern=r"^page-\d{1,6}\.(jpg|png)$")


class PageWish(BaseModel):
    """How a page is to be taken.

    Attributes:
        number: From 1.
        keep_text: Whether text that it has already is kept; otherwise all of it is read.
        dpi: Of the raster; by default that of the scan.
    """

    number: int = Field(ge=1)
    keep_text: bool = True
    dpi: int | None = None
