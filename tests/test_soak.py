from tests.servers.show_off import ShowOff
from tests.soak import LEAST_GROWTH_MB, soak


def test_reading_on_and_on_neither_fails_nor_grows(show_off: ShowOff) -> None:
    report = soak(show_off, requests=72, warm_up=48)

    assert report.failures == []
    assert len(report.growth) >= 4
    leaks = {name: slope for name, slope in report.growth.items() if slope >= LEAST_GROWTH_MB}
    assert leaks == {}
