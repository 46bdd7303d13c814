"""How full the outbox is, asked whenever the metrics are."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from show_off_api.outbox.store import Outbox
from showoff_common.telemetry import metrics


def install(outbox: Outbox) -> None:
    """Let the process's metrics tell what waits in ``outbox``."""
    metrics.register(OutboxCollector(outbox))


class OutboxCollector(Collector):
    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def collect(self) -> Iterator[GaugeMetricFamily]:
        depth = self._outbox.depth()
        yield GaugeMetricFamily(
            "showoff_outbox_messages", "Messages that wait in the outbox.", depth.messages
        )
        yield GaugeMetricFamily("showoff_outbox_bytes", "Their bytes.", depth.size)
        yield GaugeMetricFamily(
            "showoff_outbox_refused", "Those of them that nobody could take.", depth.refused
        )
        yield GaugeMetricFamily(
            "showoff_outbox_age_seconds", "Age of the oldest that waits.", depth.age
        )

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Without asking the outbox, so that two in one process do not collide in tests."""
        return iter(())
