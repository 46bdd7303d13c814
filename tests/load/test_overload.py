from pathlib import Path

import pytest
from tests.load.overload import overload
from tests.servers.show_off import ShowOff

pytestmark = pytest.mark.alone


def test_too_many_reads_are_answered_or_asked_to_come_back(
    show_off: ShowOff, samples: Path
) -> None:
    picture = (samples / "images" / "accents.png").read_bytes()

    report = overload(show_off, picture, seconds=5, calibration=5)

    assert set(report.answers.statuses) == {200, 503}
    assert report.answers.rude == 0
    assert sum(report.answers.statuses.values()) == report.sent
    assert report.alive
    assert show_off.send(picture).status_code == 200
