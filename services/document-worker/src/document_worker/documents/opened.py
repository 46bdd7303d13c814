"""A document that was opened, safely: another process looks into it, and is watched."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Final, Self, TypeVar

import structlog
from pydantic import BaseModel, Field, ValidationError

from document_worker.documents import problems
from document_worker.documents.content import CLEAN, Facts, PageWish, Sheet
from document_worker.documents.full_disk import full_disk
from document_worker.documents.limits import DocumentLimits
from showoff_common.errors import Problem

Told = TypeVar("Told", bound=BaseModel)
_Status = Annotated[int, Field(ge=400, le=599)]
_Title = Annotated[str, Field(max_length=200)]

_log = structlog.get_logger(__name__)

_LONGEST_ANSWER: Final = 64 * 2**20  # bytes: a page full of text
_TRIES: Final = 2
_LAST_SECOND: Final = 1.0
_PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "PYTHONPATH", "TMPDIR")


class Document:
    """A PDF, or a file of pictures; for one thread. Close it, best as a context manager.

    Args:
        source: The file as it was sent.
        folder: An empty folder for pages and copies, which the caller removes.
        limits: Beyond which it is given up.

    Raises:
        Problem: It is none that can be read.
        OSError: The disk of the folder is full; so below.
    """

    def __init__(self, source: Path, folder: Path, limits: DocumentLimits) -> None:
        self._source = source.resolve()
        self._folder = folder.resolve()
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        try:
            self.facts = _parsed(Facts, self._ask("Document", "open"), "Document")
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; what it wrote stays."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    with suppress(BrokenPipeError):  # what it was asked last may not have left
                        pipe.close()
            self._child = None

    def page(self, wish: PageWish) -> Sheet:
        """Prepare a page. Its picture's file is the caller's to remove.

        A process that dies of it is started once more, unless it took too long; then it is the page
        that is given up.

        Raises:
            Problem: It cannot be read.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                self._take_up()
                return _parsed(Sheet, self._ask("Page", "page", wish.model_dump()), "Page")
            except _Died as died:
                if died.would_again or attempt == _TRIES:
                    raise problems.gave_up("Page") from None
        raise AssertionError

    def picture(self, sheet: Sheet) -> Path:
        """Where a page's picture lies."""
        if sheet.picture is None:
            raise ValueError("a page without a picture")
        return self._folder / sheet.picture

    def copy(self) -> Path:
        """The clean PDF: mended, unlocked, without anything that acts.

        Raises:
            Problem: It cannot be made.
        """
        try:
            self._take_up()
            self._ask("Document", "copy")
        except _Died:
            raise problems.gave_up("Document") from None
        return self._folder / CLEAN

    def _take_up(self) -> None:
        """See to it that there is a process which has the document."""
        if self._child is None:
            self._ask("Document", "again")

    def _ask(self, what: str, name: str, *arguments: Any) -> Any:  # noqa: ANN401 - judged by callers
        child = self._child
        if child is None:
            self._child = child = _started()
            asked = [self._given(), [name, *arguments]]
        else:
            asked = [[name, *arguments]]
        try:
            answer = _exchange(child, asked, self._limits.page_seconds)
        except _Died as died:
            if _status(child) == -signal.SIGXCPU:
                died.would_again = True
            self.close()
            if name == "open":
                raise problems.gave_up(what) from None
            raise
        if answer.problem is not None:
            raise Problem(*answer.problem)
        if answer.full:
            raise full_disk()
        if answer.fault is not None:
            _log.error("looking into a document failed", asked=name, fault=answer.fault)
            raise problems.gave_up(what)
        return answer.told

    def _given(self) -> Mapping[str, object]:
        return {
            "source": str(self._source),
            "folder": str(self._folder),
            "limits": asdict(self._limits),
        }


class _Answer(BaseModel):
    """What the process says, for now: one of these."""

    told: Any = None
    problem: tuple[_Status, _Title, str] | None = None
    full: bool = False
    fault: str | None = None


class _Died(Exception):  # noqa: N818 - it names what happened
    """The process ended, or had to be ended: then it would be no different another time."""

    def __init__(self, *, would_again: bool = False) -> None:
        super().__init__()
        self.would_again = would_again


def environment() -> Mapping[str, str]:
    """Nothing that a stranger's file has any business to know."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "document_worker.documents.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )


def _status(child: subprocess.Popen[bytes]) -> int:
    """What a process ended with; one that only fell silent is ended."""
    try:
        return child.wait(_LAST_SECOND)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


def _exchange(child: subprocess.Popen[bytes], asked: Iterable[object], seconds: float) -> _Answer:
    for line in asked:
        _write(child, line)
    if child.stdout is None:
        raise RuntimeError("started without pipes")
    answer, until = bytearray(), time.monotonic() + seconds
    while not answer.endswith(b"\n"):
        left = max(until - time.monotonic(), 0)
        if not select.select([child.stdout], [], [], left)[0]:
            child.kill()
            raise _Died(would_again=True)
        part = os.read(child.stdout.fileno(), 2**20)
        answer += part
        if len(answer) > _LONGEST_ANSWER:
            child.kill()
            raise _Died(would_again=True)
        if not part:
            raise _Died
    try:
        return _Answer.model_validate_json(answer)
    except ValidationError:  # a stranger's file has taken it over
        child.kill()
        raise _Died(would_again=True) from None


def _write(child: subprocess.Popen[bytes], message: object) -> None:
    if child.stdin is None:
        raise RuntimeError("started without pipes")
    try:
        child.stdin.write(json.dumps(message).encode() + b"\n")
        child.stdin.flush()
    except BrokenPipeError:
        raise _Died from None


def _parsed(schema: type[Told], told: object, what: str) -> Told:
    """Check what it told: whoever looks into strangers' files may have been taken over by one."""
    try:
        return schema.model_validate(told)
    except ValidationError:
        raise problems.gave_up(what) from None
