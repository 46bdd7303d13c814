import threading

import pytest
from flask import Flask
from tests.servers.processes import wait_until

from showoff_common.errors import Problem
from showoff_common.web import caller
from showoff_common.work.admission import Admission
from showoff_common.work.deadline import Deadline
from showoff_common.work.patience import give_way


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

    with admission.admit(Deadline.after(30)):
        thread.join()


@pytest.mark.parametrize(("wait_seconds", "time_left"), [(0.05, 30), (30, 0.05)])
def test_waiting_is_bounded_and_ends_with_the_deadline(
    wait_seconds: float, time_left: float
) -> None:
    admission = Admission(slots=1, waiting=1, wait_seconds=wait_seconds)
    thread, leave = occupy(admission)

    with pytest.raises(Problem) as caught, admission.admit(Deadline.after(time_left)):
        pass

    leave.set()
    thread.join()
    assert caught.value.status == 503
    assert "Retry-After" in caught.value.headers


@pytest.mark.parametrize(
    ("seconds", "abandoned", "status"), [(-1, False, 504), (30, True, 499)], ids=["late", "alone"]
)
def test_what_is_too_late_or_for_nobody_is_not_begun(
    seconds: float, abandoned: bool, status: int
) -> None:
    deadline = Deadline.after(seconds, abandoned=lambda: abandoned)
    admission = Admission(slots=1, waiting=0)

    with pytest.raises(Problem) as caught, admission.admit(deadline):
        pytest.fail("it was begun")

    assert caught.value.status == status
    with admission.admit():
        pass  # its place was given back


def test_who_hangs_up_while_waiting_is_not_served() -> None:
    admission = Admission(slots=1, waiting=1)
    thread, leave = occupy(admission)
    gone = threading.Event()
    statuses: list[int] = []

    def wait() -> None:
        with pytest.raises(Problem) as caught, admission.admit(Deadline.after(30, gone.is_set)):
            pytest.fail("it was begun")
        statuses.append(caught.value.status)

    waiter = threading.Thread(target=wait)
    waiter.start()
    gone.set()
    leave.set()
    thread.join()
    waiter.join()
    assert statuses == [499]


def test_a_place_is_given_back_after_a_failure() -> None:
    admission = Admission(slots=1, waiting=0)

    for _ in range(3):
        with pytest.raises(ZeroDivisionError), admission.admit():
            _ = 1 / 0

    with admission.admit():
        pass


def test_who_waits_is_told_how_many_come_first_and_served_in_that_order() -> None:
    admission = Admission(slots=1, waiting=2)
    thread, leave = occupy(admission)
    before: dict[str, list[int]] = {"first": [], "second": []}
    served: list[str] = []

    def wait(name: str) -> None:
        with admission.admit(Deadline.after(60), before[name].append):
            served.append(name)
            wait_until(lambda: before["second"][-1] == 0)

    waiters = []
    for name, heard in before.items():
        waiters.append(threading.Thread(target=wait, args=(name,)))
        waiters[-1].start()
        wait_until(heard.copy)
    leave.set()
    for waiter in [thread, *waiters]:
        waiter.join()

    assert before == {"first": [0], "second": [1, 0]}
    assert served == ["first", "second"]


def test_who_need_not_wait_is_told_nothing() -> None:
    before: list[int] = []

    with Admission(slots=1, waiting=1).admit(Deadline.after(60), before.append):
        pass

    assert before == []


def test_the_patient_let_others_go_first_but_not_for_ever() -> None:
    admission = Admission(slots=1, waiting=8, wait_seconds=30)
    thread, leave = occupy(admission)
    order: list[str] = []
    threads = []

    def wait(name: str, *, patient: bool) -> None:
        with admission.admit(patient=patient):
            order.append(name)

    for number, (name, patient) in enumerate(
        [("first page", True), ("second page", True), ("somebody", False), ("another", False)], 1
    ):
        threads.append(threading.Thread(target=wait, args=[name], kwargs={"patient": patient}))
        threads[-1].start()
        wait_until(lambda number=number: len(admission._line) == number)  # type: ignore[misc]
    first = admission._line[0]
    object.__setattr__(first, "since", first.since - 6)

    leave.set()
    for each in (thread, *threads):
        each.join()
    assert order == ["first page", "somebody", "another", "second page"]


def test_the_patient_take_up_half_of_the_queue_at_most() -> None:
    admission = Admission(slots=1, waiting=2, wait_seconds=30)
    thread, leave = occupy(admission)

    def wait(*, patient: bool) -> None:
        with admission.admit(patient=patient):
            pass

    page = threading.Thread(target=wait, kwargs={"patient": True})
    page.start()
    wait_until(lambda: len(admission._line) == 1)
    with pytest.raises(Problem, match="503"), admission.admit(patient=True):
        pass
    somebody = threading.Thread(target=wait, kwargs={"patient": False})
    somebody.start()
    wait_until(lambda: len(admission._line) == 2)

    leave.set()
    for each in (thread, page, somebody):
        each.join()


@pytest.mark.parametrize(
    ("header", "patient"),
    [
        ("u=7", True),
        ("i, u=7", True),
        ("u=7;x", True),
        ("u=3", False),
        ("u=70", False),
        ("", False),
    ],
)
def test_a_request_of_the_lowest_urgency_is_patient(header: str, *, patient: bool) -> None:
    with Flask(__name__).test_request_context(headers={"Priority": header}):
        assert caller.is_patient() is patient


def test_patient_work_lends_its_slot_and_goes_on_when_it_is_quiet() -> None:
    admission, order = Admission(slots=1, waiting=2), list[str]()
    inside, asked = threading.Event(), threading.Event()

    def work() -> None:
        with admission.admit(patient=True):
            inside.set()
            asked.wait(30)
            assert give_way()
            order.append("patient")

    thread = threading.Thread(target=work)
    thread.start()
    assert inside.wait(30)
    threading.Timer(0.05, asked.set).start()
    with admission.admit(Deadline.after(30)):
        order.append("other")
    thread.join(30)

    assert order == ["other", "patient"]
    with admission.admit(Deadline.after(5)):
        assert not give_way(), "whoever is waited for waits for nobody"


def test_patient_work_gives_way_for_no_longer_than_its_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("showoff_common.work.admission._LONG_ENOUGH", 0.1)
    admission = Admission(slots=2, waiting=1)
    thread, leave = occupy(admission)

    with admission.admit(patient=True):
        for _ in range(3):
            give_way()

    leave.set()
    thread.join()
