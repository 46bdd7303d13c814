"""Doing a task: claimed first, then done, then told; each step tried again while that may help."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from typing import Final, TypeVar

import structlog
from opentelemetry import trace
from opentelemetry.trace import Span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from document_worker.assembly.assemble import assemble
from document_worker.documents.content import PageWish
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.problems import is_signed
from document_worker.lease import Lease
from document_worker.reading import OVER_THE_PICTURE, Reader, read_page
from document_worker.shelf import Shelf
from document_worker.storage import Away, Gone, Storage
from showoff_common.backoff import Backoff
from showoff_common.contracts.pages import PageReading, TaskProblem
from showoff_common.contracts.tasks import Assembled, Claim, Opened, PageRead, Step, Task
from showoff_common.errors import Problem
from showoff_common.telemetry.stages import stage

_PATIENCE: Final = 45.0  # seconds that a service which is away is waited for
_DISK_PAUSE: Final = 5.0  # seconds
_DETAIL: Final = 2000

_BROKEN: Final = TaskProblem(
    status=500,
    title="Not readable",
    detail="This program fails over it: a bug, which its log tells.",
)
_STAGES: Final[dict[Step, str]] = {
    "open": "open document",
    "read": "read page",
    "assemble": "assemble document",
}

_log = structlog.get_logger(__name__)
_propagator = TraceContextTextMapPropagator()
Told = TypeVar("Told")
Result = Opened | PageRead | Assembled


class Stopped(Exception):  # noqa: N818 - no failure
    """Told to stop while waiting."""


class Unread(Exception):  # noqa: N818 - it may be read another time
    """A page was not read, though all that it needs was there.

    Args:
        problem: Why.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = _told(problem)


class TaskWorker:
    """Does tasks, one at a time; for one thread.

    Args:
        storage: Who has the documents and takes the results.
        reader: Reads pages.
        shelf: Of this thread.
        limits: Of documents.
        stopping: Set when no more waiting is wanted.
    """

    def __init__(
        self,
        storage: Storage,
        reader: Reader,
        shelf: Shelf,
        limits: DocumentLimits,
        stopping: threading.Event,
    ) -> None:
        self._storage = storage
        self._reader = reader
        self._shelf = shelf
        self._limits = limits
        self._stopping = stopping

    def do(self, task: Task) -> None:
        """Claim a task and do it. Whatever happens, it is done, given back, or forgotten.

        What is forgotten comes again when its lease is over.
        """
        lease = Lease(self._storage, task)
        try:
            claim = self._patiently(lease.claim)
            if claim is None:
                outcome = "not its own"
            else:
                with lease.kept(claim.lease_seconds), stage(_STAGES[task.step]) as span:
                    _link(span, claim.traceparent)
                    outcome = self._done(task, claim, lease)
        except (Stopped, Gone):
            outcome = "forgotten"
        except Away as error:
            _log.warning("task forgotten", step=task.step, reason=str(error))
            outcome = "forgotten"
        except Exception:  # noqa: BLE001 - a bug over one task must not end the worker
            _log.exception("task broke", step=task.step, page=task.page)
            self._shelf.drop(task.document)  # in whatever state that left it
            outcome = self._given_back(task, _BROKEN)
        _log.info("task", step=task.step, page=task.page, outcome=outcome)

    def rest(self) -> None:
        """To be called now and then while there is no task."""
        self._shelf.tidy()

    def close(self) -> None:
        self._shelf.clear()

    def _done(self, task: Task, claim: Claim, lease: Lease) -> str:
        try:
            result = self._patiently(lambda: self._result(task, claim))
        except (Stopped, Away, Unread, OSError) as error:
            _log.warning("task given back", step=task.step, reason=repr(error))
            if isinstance(error, OSError):  # a full disk passes, but not at once
                self._stopping.wait(_DISK_PAUSE)
            return self._given_back(task, error.problem if isinstance(error, Unread) else None)
        except Problem as problem:
            result = _failed(task, problem)
        told = self._patiently(lambda: self._storage.put_result(task, result), lease.ends)
        if not told:
            return "too late"
        return "failed" if result.problem else "done"

    def _given_back(self, task: Task, problem: TaskProblem | None) -> str:
        try:
            self._patiently(lambda: self._storage.give_back(task, problem))
        except (Stopped, Away):
            return "forgotten"
        return "given back"

    def _result(self, task: Task, claim: Claim) -> Result:
        match task.step:
            case "open":
                return self._opened(task, claim)
            case "read":
                return self._read(task, claim)
            case "assemble":
                return self._assembled(task, claim)

    def _opened(self, task: Task, claim: Claim) -> Opened:
        facts = self._shelf.take(claim.document).facts
        if facts.signed and claim.options.signed == "refuse":
            raise is_signed()
        return Opened(
            attempt=task.attempt,
            pages=facts.pages,
            repaired=facts.repaired,
            signature="invalidated" if facts.signed else None,
        )

    def _read(self, task: Task, claim: Claim) -> PageRead:
        keep = claim.options.text == "keep"
        wish = PageWish(number=task.page, keep_text=keep, dpi=claim.options.dpi)
        try:
            page = read_page(self._shelf.take(claim.document), wish, self._reader)
        except Problem as problem:
            if problem.status in OVER_THE_PICTURE:
                raise Unread(problem) from None
            if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise Away(problem.detail) from None
            raise
        return PageRead(attempt=task.attempt, page=page)

    def _assembled(self, task: Task, claim: Claim) -> Assembled:
        document = self._shelf.take(claim.document)
        target = self._shelf.place(claim.document) / "searchable.pdf"
        pages = self._pages(task, document.facts.pages)
        pdfa = claim.options.pdfa is not None
        made = assemble(document.copy(), pages, target, self._limits, pdfa=pdfa)
        try:
            self._patiently(lambda: self._storage.put_file(task, "pdf", target))
        finally:
            target.unlink()
        reason = made.reason[:_DETAIL] if made.reason else None
        return Assembled(attempt=task.attempt, pdfa=made.pdfa, reason=reason)

    def _pages(self, task: Task, count: int) -> Iterator[PageReading]:
        for number in range(1, count + 1):
            if page := self._patiently(partial(self._storage.page, task.document, number)):
                yield page

    def _patiently(self, call: Callable[[], Told], ends: float = 0.0) -> Told:
        """Try again while what is needed is away, for a while, or until ``ends`` if that is later.

        Raises:
            Away: It was away all the while.
            Stopped: The worker is to end before that.
        """
        backoff, until = Backoff(), max(time.monotonic() + _PATIENCE, ends)
        while True:
            try:
                return call()
            except Away:
                pause = backoff.next()
                if time.monotonic() + pause > until:
                    raise
                if self._stopping.wait(pause):
                    raise Stopped from None


def _link(span: Span, traceparent: str | None) -> None:
    """To the trace of the job, which began when it was posted and may be long over."""
    if traceparent is not None:
        made = _propagator.extract({"traceparent": traceparent})
        span.add_link(trace.get_current_span(made).get_span_context())


def _failed(task: Task, problem: Problem) -> Result:
    kinds: dict[str, type[Result]] = {"open": Opened, "read": PageRead, "assemble": Assembled}
    return kinds[task.step](attempt=task.attempt, problem=_told(problem))


def _told(problem: Problem) -> TaskProblem:
    return TaskProblem(status=problem.status, title=problem.title, detail=problem.detail[:_DETAIL])
