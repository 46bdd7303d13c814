"""The pages of a document on their way out: printed one by one, or put into a PDF."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.progress import Progress

from document_worker.reading import Reader
from show_off.documents import OpenDocument
from showoff_common.contracts.pages import PageReading


class Pages:
    """The pages of a document, read one after the other; none is kept.

    Attributes:
        failed: How many could not be read until now; why is said at once.
    """

    def __init__(
        self, file: Path, document: OpenDocument, reader: Reader, progress: Progress
    ) -> None:
        self.failed = 0
        self._file = file
        self._document = document
        self._reader = reader
        self._progress = progress

    def __iter__(self) -> Iterator[PageReading]:
        numbers = self._document.numbers
        task = self._progress.add_task(f"{self._file.name}, pages", total=len(numbers))
        for page in self._document.pages(self._reader):
            if page.problem:
                self.failed += 1
                self._say(f"{self._file}, page {page.number}: {page.problem.detail}")
            yield page
            self._progress.advance(task)
        self._progress.remove_task(task)

    def save(self, target: Path, *, signed: bool) -> None:
        """Write the searchable PDF, and say what it is.

        Raises:
            Problem: It cannot be made.
            OSError: It cannot be written.
        """
        assembly = self._document.save(self, target, signed=signed)
        if assembly.pdfa == "none":
            self._say(f"{target}: not PDF/A: {assembly.reason}")

    def print(self, *, as_json: bool, named: bool) -> None:
        """Write their text onto standard output, a form feed between two; or a line of JSON each.

        Raises:
            OSError: It cannot be written.
        """
        if named and not as_json:
            sys.stdout.write(f"== {self._file}\n")
        for place, page in enumerate(self):
            text = "".join(line.separator + line.text for line in page.lines)
            if as_json:
                told = {"file": str(self._file), "text": text, **page.model_dump()}
                sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
            else:
                sys.stdout.write(("\f" if place else "") + text + "\n")
            sys.stdout.flush()

    def _say(self, line: str) -> None:
        self._progress.console.print(line, highlight=False, soft_wrap=True)
