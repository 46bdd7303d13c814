"""What is read of pictures and documents, as the command line is told."""

from dataclasses import dataclass

from showoff_common.contracts.selection import EVERY_PAGE, Selection
from showoff_common.pictures.regions import Region
from showoff_common.reading import LEAST_CONFIDENCE


@dataclass(frozen=True)
class Wishes:
    """What is read.

    Attributes:
        region: The part of a picture to read; None is all of it.
        least_confidence: Lines in more doubt are left out.
        words: Whether the words of each line are told.
        pages: Which of a document; all by default.
        keep_text: Whether text that a document has already is kept.
        signed: Whether a copy of a signed document is wanted, though its signature won't hold.
    """

    region: Region | None = None
    least_confidence: float = LEAST_CONFIDENCE
    words: bool = False
    pages: Selection = EVERY_PAGE
    keep_text: bool = True
    signed: bool = False
