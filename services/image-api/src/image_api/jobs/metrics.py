"""How jobs stand, asked of the database whenever the metrics are."""

from collections.abc import Iterator
from typing import Final, get_args

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from image_api.database import Database
from image_api.jobs.progress import PRIORITIES
from image_api.jobs.tables import JobRow, TaskRow
from showoff_common.contracts.jobs import State
from showoff_common.messaging.events import Unavailable, now
from showoff_common.telemetry import metrics, tracing

_STATES: Final[tuple[State, ...]] = get_args(State)


def install(database: Database) -> None:
    """Add them to the process's metrics."""
    metrics.register(JobCollector(database))


class JobCollector(Collector):
    """No values while the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("showoff_jobs", "Jobs kept.", labels=["state"])
        waiting = GaugeMetricFamily(
            "showoff_tasks_waiting", "Pages and documents that wait.", labels=["priority"]
        )
        oldest = GaugeMetricFamily(
            "showoff_oldest_task_seconds", "How long the oldest that waits has waited; 0: none."
        )
        by_state = select(JobRow.state, func.count()).group_by(JobRow.state)
        by_priority = (
            select(TaskRow.priority, func.count(), func.min(TaskRow.created))
            .where(TaskRow.is_in("waiting"))
            .group_by(TaskRow.priority)
        )
        try:
            with tracing.untraced(), self._database.transaction() as session:
                states = dict(session.execute(by_state).tuples().all())
                priorities = session.execute(by_priority).tuples().all()
        except Unavailable:
            return
        for state in _STATES:
            jobs.add_metric([state], states.get(state, 0))
        counts = {priority: count for priority, count, _ in priorities}
        for number, name in enumerate(PRIORITIES):
            waiting.add_metric([name], counts.get(number, 0))
        since = min((created for _, _, created in priorities), default=None)
        oldest.add_metric([], 0 if since is None else max(0, (now() - since).total_seconds()))
        yield from (jobs, waiting, oldest)

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Without asking the database, so that two in one process do not collide in tests."""
        return iter(())
