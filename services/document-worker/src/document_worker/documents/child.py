"""The process that opens a stranger's file: little memory, little time, and it may die of it.

It is told what to do line by line over standard input, JSON each, and answers likewise; pages and
copies are files in its work folder. `opened.Document` is what starts it.
"""

import json
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from document_worker.documents import problems
from document_worker.documents.content import CLEAN, PageWish
from document_worker.documents.full_disk import is_full_disk
from document_worker.documents.limits import DocumentLimits
from showoff_common.errors import Problem
from showoff_common.pictures.kinds import HEAD_BYTES, PDF, media_type

if TYPE_CHECKING:
    from document_worker.documents.pages import PdfPages
    from document_worker.documents.pictures import PicturePages

# It is waited for: of PDFs' and pictures' libraries it loads those that its document needs.
# ruff: noqa: PLC0415


class Opened:
    """A document in hand.

    Args:
        source: The file as it was sent.
        folder: The work folder.
        limits: Of it.
    """

    def __init__(self, source: Path, folder: Path, limits: DocumentLimits) -> None:
        self._source = source
        self._folder = folder
        self._limits = limits
        self._pages: PdfPages | PicturePages | None = None
        self._clean = folder / CLEAN

    def open(self) -> dict[str, Any]:
        """Judge it; of a PDF, make the clean copy that its pages are taken from."""
        if (size := self._source.stat().st_size) > self._limits.max_bytes:
            raise problems.too_large(size, self._limits.max_bytes)
        if _is_pdf(self._source):
            from document_worker.documents.pdf import clean_copy

            facts = clean_copy(self._source, self._clean, self._limits)
            self._pages = self._of_pdf()
        else:
            self._pages = pictures = self._of_pictures()
            facts = pictures.facts()
        return facts.model_dump()

    def again(self) -> dict[str, Any]:
        """Take up what another such process has opened before."""
        self._pages = self._of_pdf() if _is_pdf(self._source) else self._of_pictures()
        return {}

    def page(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Prepare a page."""
        if self._pages is None:
            raise RuntimeError("not opened")
        return self._pages.sheet(PageWish.model_validate(wish)).model_dump()

    def copy(self) -> dict[str, Any]:
        """See to it that the clean copy is there, of pictures too."""
        if not _is_pdf(self._source):
            self._of_pictures().as_pdf(self._clean)
        return {}

    def _of_pdf(self) -> "PdfPages":
        from document_worker.documents.pages import PdfPages

        return PdfPages(self._clean, self._folder, self._limits)

    def _of_pictures(self) -> "PicturePages":
        from document_worker.documents.pictures import PicturePages

        return PicturePages(self._source.read_bytes(), self._folder, self._limits)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
    given = json.loads(sys.stdin.readline())
    limits = DocumentLimits(**given["limits"])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing then fails with EFBIG instead
    document = Opened(Path(given["source"]), Path(given["folder"]), limits)
    for line in sys.stdin:
        _grant_cpu(limits.cpu_seconds)
        name, *arguments = json.loads(line)
        answer = _answer(document, name, arguments)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _answer(document: Opened, name: str, arguments: list[Any]) -> dict[str, Any]:
    try:
        return {"told": getattr(document, name)(*arguments)}
    except Problem as problem:
        told = (problem.status, problem.title, problem.detail)
        return {"problem": told}
    except MemoryError:
        sys.exit("out of memory")  # what is left of this process is not to be trusted
    except Exception as error:  # noqa: BLE001 - strangers' files find every fault there is
        if is_full_disk(error):
            return {"full": True}
        return {"fault": traceback.format_exc()}


def _grant_cpu(seconds: int) -> None:
    """Seconds more than it has used until now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))


def _is_pdf(source: Path) -> bool:
    with source.open("rb") as file:
        return media_type(file.read(HEAD_BYTES)) == PDF


if __name__ == "__main__":
    main()
