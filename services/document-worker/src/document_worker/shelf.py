"""Documents in hand: fetched once, opened once, and put away when others come."""

import shutil
import time
from collections import OrderedDict
from pathlib import Path
from typing import Final

from document_worker.documents.limits import DocumentLimits
from document_worker.documents.opened import Document
from document_worker.storage import Storage
from showoff_common.contracts.tasks import DocumentFacts

_AT_HAND: Final = 3  # jobs take turns; each has the process of its document waiting
_KEPT_SECONDS: Final = 300.0  # since it was last asked for


class Shelf:
    """The documents that one thread has in hand.

    Args:
        folder: Where they lie; emptied at first, made where it is not there.
        storage: Where they come from.
        limits: Of each.
    """

    def __init__(self, folder: Path, storage: Storage, limits: DocumentLimits) -> None:
        self._folder = folder
        self._storage = storage
        self._limits = limits
        self._open: OrderedDict[str, Document] = OrderedDict()  # the one asked for last comes last
        self._asked: dict[str, float] = {}
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def take(self, facts: DocumentFacts) -> Document:
        """The document, opened.

        Raises:
            Problem: It cannot be opened.
            Away: It cannot be fetched.
            OSError: The disk is full.
        """
        if facts.id not in self._open:
            while len(self._open) >= _AT_HAND:
                self.drop(next(iter(self._open)))
            try:
                self._open[facts.id] = self._opened(facts)
            except BaseException:
                shutil.rmtree(self._folder / facts.id, ignore_errors=True)
                raise
        self._open.move_to_end(facts.id)
        self._asked[facts.id] = time.monotonic()
        self.tidy()
        return self._open[facts.id]

    def place(self, facts: DocumentFacts) -> Path:
        """A folder for what is made of a document that was taken."""
        return self._folder / facts.id

    def drop(self, document: str) -> None:
        """Put a document away, and all about it."""
        if opened := self._open.pop(document, None):
            opened.close()
        self._asked.pop(document, None)
        shutil.rmtree(self._folder / document, ignore_errors=True)

    def tidy(self) -> None:
        """Put away what nobody has asked for in a while: its job may be over, or deleted."""
        over = time.monotonic() - _KEPT_SECONDS
        for document in [one for one, asked in self._asked.items() if asked <= over]:
            self.drop(document)

    def clear(self) -> None:
        for document in list(self._open):
            self.drop(document)

    def _opened(self, facts: DocumentFacts) -> Document:
        place = self._folder / facts.id
        (place / "work").mkdir(parents=True)
        self._storage.fetch(facts, place / "document")
        return Document(place / "document", place / "work", self._limits)
