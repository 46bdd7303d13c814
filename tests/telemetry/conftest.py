from collections.abc import Iterator

import pytest
from tests.servers.postgres import Postgres
from tests.telemetry.platform import Platform, exporting_to, running_platform
from tests.telemetry.receiver import Receiver


@pytest.fixture(scope="package")
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.stop()


@pytest.fixture(scope="package")
def platform(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: Postgres, receiver: Receiver
) -> Iterator[Platform]:
    told = exporting_to(
        receiver,
        OTEL_METRICS_EXPORTER="otlp",
        OTEL_METRIC_EXPORT_INTERVAL="500",
        # So that a test sees whether it is passed on.
        OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST="baggage",
    )
    with running_platform(tmp_path_factory.mktemp("traced"), postgres_server, told) as platform:
        yield platform
