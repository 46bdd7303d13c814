"""When retention last came to its end, asked of the database whenever the metrics are.

Where a scheduler outside runs it, the process that swept is gone before anyone asks.
"""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from image_api.expiry import Expiry
from showoff_common.messaging.events import Unavailable
from showoff_common.telemetry import metrics, tracing


def install(expiry: Expiry) -> None:
    """Add when retention last completed to the process's metrics."""
    metrics.register(RetentionCollector(expiry))


class RetentionCollector(Collector):
    """No value before the first sweep, nor while the database is away."""

    def __init__(self, expiry: Expiry) -> None:
        self._expiry = expiry

    def collect(self) -> Iterator[GaugeMetricFamily]:
        family = GaugeMetricFamily(
            "showoff_retention_last_success_timestamp_seconds",
            "When retention last completed, in seconds since 1970.",
        )
        try:
            with tracing.untraced():
                ended = self._expiry.last_end()
        except Unavailable:
            return
        if ended is not None:
            family.add_metric([], ended.timestamp())
        yield family

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Without asking the database, so that two in one process do not collide in tests."""
        return iter(())
