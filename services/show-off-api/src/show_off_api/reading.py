"""Reading a picture: one call finds its lines, one reads them. Knows nothing of HTTP."""

from dataclasses import dataclass
from typing import Protocol

from showoff_common.contracts.lines import FoundLines
from showoff_common.contracts.texts import ExtractedTexts
from showoff_common.pictures.regions import Region
from showoff_common.reading import Reading, put_together
from showoff_common.work.deadline import Deadline
from showoff_common.work.progress import ProgressCallback, Step, ignore_progress


class Detection(Protocol):
    """Finds the lines of an encoded picture, or of a region of it."""

    def find(self, picture: bytes, region: Region | None, deadline: Deadline) -> FoundLines: ...


class Recognition(Protocol):
    """Reads the lines that were found."""

    def read(self, picture: bytes, found: FoundLines, deadline: Deadline) -> ExtractedTexts: ...


@dataclass(frozen=True)
class ReadPicture:
    """A picture that was read: its bytes, what its header says, and its text.

    Width and height are those of the displayed picture, in pixels. Of a file that holds several,
    as many as `pages` tells, it is the first.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    reading: Reading
    pages: int = 1


def read(
    picture: bytes,
    region: Region | None,
    detection: Detection,
    recognition: Recognition,
    deadline: Deadline,
    report: ProgressCallback = ignore_progress,
) -> ReadPicture:
    """Read a picture, or a region of it; lines in too much doubt are left out.

    Raises:
        Problem: Whatever the model services refuse; 502, 503 or 504 where they fail, are full or
            late.
    """
    report(Step("detecting"))
    found = detection.find(picture, region, deadline)
    report(Step("recognising", lines=len(found.lines)))
    texts = recognition.read(picture, found, deadline)
    reading = put_together(found, texts)
    return ReadPicture(picture, found.media_type, found.width, found.height, reading, found.pages)
