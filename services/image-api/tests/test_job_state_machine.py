"""Whatever becomes of messages and workers: each page has one result, and a job ends once."""

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import func, select
from tests.jobs import page
from tests.servers.migrated import new_sqlite

from image_api.database import Database
from image_api.jobs.dispatch.queueing import Dispatch
from image_api.jobs.files import JobFiles
from image_api.jobs.following.overview import Overview
from image_api.jobs.following.removal import Removal
from image_api.jobs.intake.register import NewDocument, NewJob, OwnerLimits, Register
from image_api.jobs.tables import DeliveryRow
from image_api.jobs.tasks.fence import NotYours, TaskKey
from image_api.jobs.tasks.leases import Leases
from image_api.jobs.tasks.outcomes import Outcomes
from image_api.jobs.tasks.reaper import reap
from showoff_common.contracts.jobs import FINISHED, Job, JobOptions
from showoff_common.contracts.pages import PageReading, TaskProblem
from showoff_common.contracts.tasks import LEASE_SECONDS, Assembled, Opened, PageRead
from showoff_common.errors import Problem
from showoff_common.messaging.events import new_image_id
from showoff_common.messaging.tasks import QUEUED_SECONDS, TaskMessage
from showoff_common.pictures.kinds import PDF

_START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
_SOME = st.integers(0, 7)
_FAULT = TaskProblem(title="Broken", detail="It is broken.")
_LONGEST = max(*LEASE_SECONDS.values(), QUEUED_SECONDS)


@dataclass(frozen=True)
class Held:
    """A task in the hands of a worker, which may be dead."""

    key: TaskKey
    attempt: int


class Work(RuleBasedStateMachine):
    """Jobs are sent and cancelled; messages are lost and doubled; workers die and rise again."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.database = Database(new_sqlite(self.folder))
        with self.database.engine.connect() as connection:  # nothing here outlives a power cut
            connection.exec_driver_sql("PRAGMA synchronous=OFF")
        self.leases, self.outcomes = Leases(self.database), Outcomes(self.database)
        self.dispatch = Dispatch(self.database, window=3)
        self.register = Register(self.database, 7, OwnerLimits(100, 10_000))
        self.removal = Removal(self.database, JobFiles(self.folder))
        self.overview = Overview(self.database)
        self.now = _START
        self.owner: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.messages: list[TaskMessage] = []
        self.held: list[Held] = []
        self.latest: dict[TaskKey, int] = {}
        self.accepted: list[TaskKey] = []
        self.send(2, assembled=True, owner="a")

    @rule(size=st.integers(1, 3), assembled=st.booleans(), owner=st.sampled_from("ab"))
    def send(self, size: int, assembled: bool, owner: str) -> None:
        document = NewDocument(new_image_id(), "a.pdf", PDF, 1, "", "jobs/x")
        job_id = new_image_id()
        options = JobOptions.model_validate(
            {
                "formats": ["pdf", "text"] if assembled else ["text"],
                "webhook": {"url": "https://example.com"},
            }
        )
        self.register.add(NewJob(job_id, owner, options, [document], self.now, "", None, None))
        self.sizes[document.id] = size
        self.owner[job_id] = owner

    @rule()
    def hand_out(self) -> None:
        for task, _ in self.dispatch.fill(self.now):
            self.messages.append(task)
            self.latest[TaskKey(task.document, task.step, task.page)] = task.attempt

    @precondition(lambda self: self.messages)
    @rule(which=_SOME)
    def deliver(self, which: int) -> None:
        """Or deliver again: no message goes. Whoever has the task may claim it again."""
        message = self.messages[which % len(self.messages)]
        key = TaskKey(message.document, message.step, message.page)
        claimer = new_image_id()
        with suppress(NotYours):
            self.leases.claim(key, message.attempt, self.now, claimer)
            self.held.append(Held(key, message.attempt))
            self.leases.claim(key, message.attempt, self.now, claimer)
            for other in (None, new_image_id()):
                with suppress(NotYours):
                    self.leases.claim(key, message.attempt, self.now, other)
                    raise AssertionError("claimed twice")

    @precondition(lambda self: self.held)
    @rule(which=_SOME, fails=st.booleans())
    def finish(self, which: int, fails: bool) -> None:
        """Or finish again, as a worker does whose answer was lost, or who was thought dead."""
        self._finish(self.held[which % len(self.held)], fails=fails)

    @precondition(lambda self: self.held)
    @rule(which=_SOME)
    def rise_from_the_dead(self, which: int) -> None:
        """A worker comes with a result after its task was given to another."""
        dead = self.held[which % len(self.held)]
        self.pass_time(_LONGEST + 1)
        self.hand_out()
        for message in range(len(self.messages)):
            self.deliver(message)
        self._finish(dead, fails=False)

    @precondition(lambda self: self.held)
    @rule(which=_SOME, hard=st.booleans())
    def give_back(self, which: int, hard: bool) -> None:
        held = self.held[which % len(self.held)]
        problem = TaskProblem(title="Too slow", detail="It takes too long.") if hard else None
        with suppress(NotYours):
            self.leases.give_back(held.key, held.attempt, self.now, problem)

    @rule(seconds=st.sampled_from([1, QUEUED_SECONDS + 1, _LONGEST + 1]))
    def pass_time(self, seconds: int) -> None:
        """So whoever holds a task may have been killed."""
        self.now += timedelta(seconds=seconds)
        reap(self.leases, self.now)

    @rule(which=_SOME)
    def cancel(self, which: int) -> None:
        job_id = [*self.owner][which % len(self.owner)]
        with suppress(Problem):  # it is finished
            self.removal.cancel(job_id, self.owner[job_id], self.now)

    @invariant()
    def each_task_was_settled_once(self) -> None:
        assert len(self.accepted) == len(set(self.accepted))

    @invariant()
    def each_job_ended_once(self) -> None:
        ended = select(DeliveryRow.job_id, func.count()).group_by(DeliveryRow.job_id)
        with self.database.transaction() as session:
            counts = dict(session.execute(ended).tuples().all())
        for job_id in self.owner:
            job = self._job(job_id)
            assert counts.get(job_id, 0) == (job.state in FINISHED), job

    def teardown(self) -> None:
        """Let honest workers do the rest: everything comes to its end."""
        for _ in range(60):
            if all(self._job(job_id).state in FINISHED for job_id in self.owner):
                break
            self.hand_out()
            for which in range(len(self.messages)):
                self.deliver(which)
            for which in range(len(self.held)):
                self.finish(which, fails=False)
            self.messages.clear()
            self.held.clear()
            self.pass_time(_LONGEST + 1)
        for job_id in self.owner:
            job = self._job(job_id)
            assert job.state in FINISHED, job
            if job.state == "succeeded":
                assert job.pages.total == job.pages.done + job.pages.failed
                done = [it for it in self.accepted if it.document == job.documents[0].id]
                assert len([it for it in done if it.step == "read"]) >= job.pages.done
        self.each_job_ended_once()
        self.database.engine.dispose()
        shutil.rmtree(self.folder)

    def _job(self, job_id: str) -> Job:
        return self.overview.show(job_id, self.owner[job_id], self.now)

    def _finish(self, held: Held, *, fails: bool) -> None:
        """And again: an answer may be lost on its way back."""
        with suppress(NotYours):
            self._settle(held.key, held.attempt, fails)
            self.accepted.append(held.key)
            assert held.attempt == self.latest[held.key], "somebody else has it"
            self._settle(held.key, held.attempt, fails)
            raise AssertionError("settled twice")

    def _settle(self, key: TaskKey, attempt: int, fails: bool) -> None:
        problem = _FAULT if fails else None
        match key.step:
            case "open":
                size = None if fails else self.sizes[key.document]
                opened = Opened(attempt=attempt, pages=size, problem=problem)
                self.outcomes.open(key, opened, self.now)
            case "read":
                said = None if fails else PageReading.model_validate(page(key.page))
                read = PageRead(attempt=attempt, page=said, problem=problem)
                self.outcomes.read(key, read, self.now)
            case "assemble":
                made = None if fails else "2b"
                told = Assembled.model_validate(
                    {"attempt": attempt, "pdfa": made, "problem": problem}
                )
                self.outcomes.assemble(key, told, self.now)


TestWork = Work.TestCase
TestWork.settings = settings(
    max_examples=200 if os.environ.get("FAULTS") == "full" else 6,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
