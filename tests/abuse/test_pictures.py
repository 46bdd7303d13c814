"""Broken pictures and bombs, sent to the whole platform. `make fuzz` sends many more."""

import pytest
from tests.abuse.attack import meet, send_all
from tests.abuse.bombs import BOMBS
from tests.abuse.mutations import mutated, whole_pictures
from tests.servers.show_off import ShowOff

PICTURES = 200
MOST_EXTRA_MB = 64
MOST_BUSY_SECONDS = 0.05
_TIMES = 3


def test_whole_pictures_of_every_format_are_read(show_off: ShowOff) -> None:
    outcome = send_all(show_off, whole_pictures().items())

    assert outcome.statuses == {200: len(whole_pictures())}


def test_no_broken_picture_is_more_than_refused(show_off: ShowOff) -> None:
    processes = show_off.processes()

    outcome = send_all(show_off, mutated(PICTURES, seed=0))

    assert outcome.failures == []
    assert set(outcome.statuses) <= {200, 400, 413, 415}
    assert sum(outcome.statuses.values()) == PICTURES
    assert show_off.processes() == processes, "none died"


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_by_its_header(show_off: ShowOff, name: str) -> None:
    bomb = BOMBS[name]()
    met = [meet(show_off, bomb) for _ in range(_TIMES)]

    assert {refusal.status for refusal in met} <= {400, 413}
    assert max(refusal.extra_mb for refusal in met) < MOST_EXTRA_MB
    # The least: what runs in the background is no part of it.
    assert min(refusal.busy_seconds for refusal in met) < MOST_BUSY_SECONDS
