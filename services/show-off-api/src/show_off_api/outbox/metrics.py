"""How full the outbox is, asked whenever the metrics are."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from show_off_api.outbox.store import Outbox
from showoff_common.telemetry import metrics


def install(outbox: Outbox) -> None:
    """Add what waits in ``outbox`` to the process's metrics."""
    metrics.register(OutboxCollector(outbox))


class OutboxCollector(Collector):
    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def collect(self) -> Iterator[GaugeMetricFamily]:
        depth = self._outbox.depth()
        yield GaugeMetricFamily(
            "showoff_outbox_messages", "Messages waiting in the outbox.", depth.messages
        )
        yield GaugeMetricFamily("showoff_outbox_bytes", "Bytes waiting in the outbox.", depth.size)
        yield GaugeMetricFamily(
            "showoff_outbox_refused",
            "Messages in the outbox that the broker refused.",
            depth.refused,
        )
        yield GaugeMetricFamily(
            "showoff_outbox_age_seconds",
            "Age of the oldest message waiting in the outbox.",
            depth.age,
        )

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Without asking the outbox, so that two in one process do not collide in tests."""
        return iter(())
