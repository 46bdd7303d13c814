import threading

import pytest

from showoff_common.admission import Admission
from showoff_common.problems import Problem


def occupy(admission: Admission) -> tuple[threading.Thread, threading.Event]:
    """A thread that holds a slot until the event is set."""
    inside, leave = threading.Event(), threading.Event()

    def work() -> None:
        with admission.admit():
            inside.set()
            leave.wait(30)

    thread = threading.Thread(target=work)
    thread.start()
    assert inside.wait(30)
    return thread, leave


def test_one_more_than_slots_and_waiting_is_turned_away() -> None:
    admission = Admission(slots=1, waiting=0, retry_after=7)
    thread, leave = occupy(admission)

    with pytest.raises(Problem) as caught, admission.admit():
        pass

    leave.set()
    thread.join()
    assert caught.value.status == 503
    assert caught.value.headers == {"Retry-After": "7"}


def test_who_waits_gets_the_slot_that_comes_free() -> None:
    admission = Admission(slots=1, waiting=1)
    thread, leave = occupy(admission)
    threading.Timer(0.05, leave.set).start()

    with admission.admit(patience=30):
        thread.join()


def test_waiting_ends_with_patience() -> None:
    admission = Admission(slots=1, waiting=1)
    thread, leave = occupy(admission)

    with pytest.raises(Problem) as caught, admission.admit(patience=0.01):
        pass

    leave.set()
    thread.join()
    assert caught.value.status == 503


def test_a_place_is_given_back_after_a_failure() -> None:
    admission = Admission(slots=1, waiting=0)

    for _ in range(3):
        with pytest.raises(ZeroDivisionError), admission.admit():
            _ = 1 / 0

    with admission.admit():
        pass
