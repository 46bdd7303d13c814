from showoff_common.backoff import Backoff

TRIES = 200


def pauses(count: int) -> list[float]:
    backoff = Backoff(first=1, longest=10)
    return [backoff.next() for _ in range(count)]


def test_pauses_double_up_to_a_limit() -> None:
    for pause, most in zip(pauses(6), [1, 2, 4, 8, 10, 10], strict=True):
        assert most / 2 <= pause <= most


def test_those_that_fail_together_do_not_come_back_together() -> None:
    assert len({round(pauses(1)[0], 6) for _ in range(TRIES)}) > TRIES / 2


def test_success_begins_anew() -> None:
    backoff = Backoff(first=1, longest=10)
    for _ in range(5):
        backoff.next()

    backoff.reset()

    assert backoff.next() <= 1
