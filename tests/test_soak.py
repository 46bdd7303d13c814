import pytest
from tests.servers.show_off import ShowOff
from tests.soak import soak

pytestmark = pytest.mark.alone


def test_reading_on_and_on_neither_fails_nor_grows(show_off: ShowOff) -> None:
    report = soak(show_off, requests=48, warm_up=36)

    assert report.failures == []
    assert len(report.growth) >= 4
    assert report.leaks == {}
