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
from typing import Any

from document_worker.documents import problems
from document_worker.documents.content import CLEAN, PageWish
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.pages import PdfPages
from document_worker.documents.pdf import clean_copy
from document_worker.documents.pictures import PicturePages
from showoff_common.errors import Problem


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

    def open(self) -> dict[str, Any]:
        """Judge it; of a PDF, make the clean copy that its pages are taken from."""
        if (size := self._source.stat().st_size) > self._limits.max_bytes:
            raise problems.too_large(size, self._limits.max_bytes)
        clean = self._folder / CLEAN
        if _is_pdf(self._source):
            facts = clean_copy(self._source, clean, self._limits)
            self._pages = PdfPages(clean, self._folder, self._limits)
        else:
            self._pages = PicturePages(self._source.read_bytes(), self._folder, self._limits)
            facts = self._pages.facts()
        return facts.model_dump()

    def again(self) -> dict[str, Any]:
        """Take up what another such process has opened before."""
        clean = self._folder / CLEAN
        if clean.exists():
            self._pages = PdfPages(clean, self._folder, self._limits)
        else:
            self._pages = PicturePages(self._source.read_bytes(), self._folder, self._limits)
        return {}

    def page(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Prepare a page."""
        if self._pages is None:
            raise RuntimeError("not opened")
        return self._pages.sheet(PageWish.model_validate(wish)).model_dump()

    def copy(self) -> dict[str, Any]:
        """See to it that the clean copy is there, of pictures too."""
        if isinstance(self._pages, PicturePages):
            self._pages.as_pdf(self._folder / CLEAN)
        return {}


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
    except Exception:  # noqa: BLE001 - strangers' files find every fault there is
        return {"fault": traceback.format_exc()}


def _grant_cpu(seconds: int) -> None:
    """Seconds more than it has used until now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))


def _is_pdf(source: Path) -> bool:
    """Its mark lies within the first kibibyte, as readers have always taken it."""
    with source.open("rb") as file:
        return b"%PDF-" in file.read(1024)


if __name__ == "__main__":
    main()
