"""How gold stands, asked of the database whenever the metrics are."""

from collections.abc import Iterator
from typing import Final

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from image_api.database import Database
from image_api.gold.tables import GoldLineRow, MeasureRow
from showoff_common.messaging.events import Unavailable
from showoff_common.telemetry import metrics, tracing

_STATES: Final = ("proposed", "accepted", "rejected", "withdrawn")


def install(database: Database) -> None:
    """Add them to the process's metrics."""
    metrics.register(GoldCollector(database))


class GoldCollector(Collector):
    """No values while the database is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        lines = GaugeMetricFamily(
            "showoff_gold_lines", "Lines that people let be kept.", labels=["state"]
        )
        rate = GaugeMetricFamily(
            "showoff_gold_error_ratio",
            "Characters that a model reads wrong, of those in the set it was last measured on.",
            labels=["model"],
        )
        by_state = select(GoldLineRow.state, func.count()).group_by(GoldLineRow.state)
        measures = select(MeasureRow.model, MeasureRow.figures).order_by(MeasureRow.set_number)
        try:
            with tracing.untraced(), self._database.transaction() as session:
                states = dict(session.execute(by_state).tuples().all())
                figures = dict(session.execute(measures).tuples().all())
        except Unavailable:
            return
        for state in _STATES:
            lines.add_metric([state], states.get(state, 0))
        for model, told in figures.items():
            rate.add_metric([model], told["edits"] / max(1, told["characters"]))
        yield from (lines, rate)

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Without asking the database, so that two in one process do not collide in tests."""
        return iter(())
