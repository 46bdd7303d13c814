"""Pictures that were read, to be given out in formats."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

from showoff_common.contracts.formats import FormatName
from showoff_common.contracts.pages import PageReading
from showoff_common.formats import render
from showoff_common.formats.placed import Placed, place

IMAGES: Final = ROOT / "samples" / "images"
SAMPLES: Final = ("receipt.png", "form.png", "two-columns.png", "book-page.jpg")


@dataclass(frozen=True)
class Sample:
    """A picture that was read."""

    path: Path
    page: PageReading

    @property
    def words(self) -> list[Placed]:
        return [word for line in place(self.page).lines for word in line.words]

    def written(self, form: FormatName) -> bytes:
        pictures = [self.path.read_bytes()] if form == "pdf" else []
        return render(self.path.name, [self.page], form, pictures=pictures).content
