from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event
from tests.jobs import PDF, PNG, Sender, Worker
from tests.servers.rabbitmq import RabbitMq

from image_api.app import create_app
from image_api.database import Database
from image_api.jobs.dispatch.candidates import candidates
from image_api.jobs.dispatch.dispatcher import Dispatcher
from image_api.jobs.dispatch.fairness import LOW, NORMAL, Candidate, Turns
from image_api.jobs.dispatch.leader import Leadership
from image_api.jobs.dispatch.queueing import PAGE_STEPS, Dispatch
from image_api.jobs.tasks.fence import TaskKey
from image_api.jobs.tasks.leases import MOST_LOSSES, PAUSES, Leases
from image_api.jobs.tasks.reaper import reap
from image_api.settings import ImageApiSettings
from showoff_common.contracts.pages import TaskProblem
from showoff_common.contracts.tasks import LEASE_SECONDS
from showoff_common.messaging.events import Unavailable, now
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.tasks import PAGE_QUEUE, QUEUED_SECONDS, declare_task_queues

START = datetime(2026, 11, 26, tzinfo=UTC)


def waiting(owner: str, count: int, priority: int = NORMAL, second: int = 0) -> list[Candidate]:
    created = START + timedelta(seconds=second)
    return [Candidate("d", "read", page, owner, priority, created) for page in range(count)]


def test_every_owner_gets_the_same_share_however_much_waits() -> None:
    chosen = Turns().choose([*waiting("a", 2000), *waiting("b", 20, second=9)], {}, room=10)

    assert Counter(it.owner for it in chosen) == {"a": 5, "b": 5}
    assert [it.page for it in chosen if it.owner == "a"] == [0, 1, 2, 3, 4], "in their order"


def test_whoever_has_less_in_hand_comes_first() -> None:
    lines = [*waiting("a", 9), *waiting("b", 9)]

    chosen = Turns().choose(lines, {"a": 4}, room=4)

    assert [it.owner for it in chosen] == ["b"] * 4


def test_low_priority_waits_for_others_but_not_without_end() -> None:
    turns = Turns()
    lines = [*waiting("a", 100), *waiting("b", 100, LOW)]

    chosen = [turns.choose(lines, {}, room=1)[0] for _ in range(50)]

    assert Counter(it.priority for it in chosen) == {NORMAL: 45, LOW: 5}
    alone = turns.choose(waiting("b", 3, LOW), {}, room=5)
    assert len(alone) == 3, "where nothing else waits"


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> ImageApiSettings:
    return ImageApiSettings(database_url=sqlite_url, files_dir=tmp_path / "pictures")


@pytest.fixture
def sender(settings: ImageApiSettings) -> Sender:
    return Sender(create_app(settings).test_client(), "a")


@pytest.fixture
def database(settings: ImageApiSettings) -> Database:
    return Database(settings.database_url)


def test_a_small_job_does_not_wait_for_a_large_one(sender: Sender, database: Database) -> None:
    """20 pages beside 200, sent later: they are done when about as many of the others are."""
    worker = Worker(sender.client, pages=200)
    sender.send(PDF, formats=["text"])
    opening = worker.next()
    assert opening is not None
    worker.claim(opening)
    worker.finish(opening)
    Sender(sender.client, "b").send(*[PNG] * 20, formats=["text"])
    dispatch, done = Dispatch(database, window=4), Counter[str]()
    small = {
        it["id"]
        for it in Sender(sender.client, "b").ask("GET", "").get_json()["jobs"][0]["documents"]
    }

    while done["b"] < 20:
        for message, _ in dispatch.fill(now()):
            task = message.model_dump()
            assert worker.claim(task).status_code == 200
            worker.finish(task)
            done["b" if message.document in small else "a"] += 1

    assert done["a"] <= 20 * 1.1 + 4


def test_whoever_has_less_in_hand_is_asked_for_first(sender: Sender, database: Database) -> None:
    """Of many owners only so many are looked at as there is room for tasks."""
    sender.send(*[PNG] * 3, formats=["text"])
    later = Sender(sender.client, "b")
    (document,) = later.show(later.send(PNG, formats=["text"]))["documents"]
    dispatch = Dispatch(database, window=4)

    tasks = [dispatch.next(["read"], now()) for _ in range(3)]

    assert [task and task.document == document["id"] for task in tasks] == [False, True, False]


def test_queues_are_kept_shallow(sender: Sender, database: Database) -> None:
    sender.send(*[PNG] * 20, formats=["text"])
    dispatch, worker = Dispatch(database, window=4), Worker(sender.client)

    queued = [message.model_dump() for message, _ in dispatch.fill(now())]
    assert len(queued) == 4
    assert dispatch.fill(now()) == []
    for task in queued:
        worker.claim(task)
    assert len(dispatch.fill(now())) == 8, "twice as many as workers have in hand"


def test_a_task_whose_message_is_lost_is_sent_again_and_no_loss_of_a_worker(
    sender: Sender, database: Database
) -> None:
    job_id = sender.send(PNG, formats=["text"])
    dispatch, leases = Dispatch(database, window=4), Leases(database)
    dispatcher = Dispatcher(leases, dispatch, Publisher("amqp://127.0.0.1:1"), Leadership(database))
    moment = now()

    for attempt in range(1, MOST_LOSSES + 3):
        ((message, _),) = dispatch.fill(moment)
        assert message.attempt == attempt
        moment += timedelta(seconds=QUEUED_SECONDS + 1)
        for key in leases.late(moment, 10):
            leases.lose(key, moment)

    assert sender.show(job_id)["state"] == "waiting"
    with pytest.raises(Unavailable):
        dispatcher.once()
    assert Worker(sender.client).next() is not None, "what could not be sent waits again"


def test_a_page_that_ends_its_workers_fails_and_takes_none_with_it(
    sender: Sender, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker has two pages in hand; whenever one of them is the deadly one, it dies."""
    monkeypatch.setattr("image_api.jobs.tasks.leases.random", Random(5))
    job_id = sender.send(*[PNG] * 4, formats=["text"])
    deadly = sender.show(job_id)["documents"][1]["id"]
    worker, leases, dispatch = Worker(sender.client), Leases(database), Dispatch(database, 2)
    moment, deaths = now(), 0

    while sender.show(job_id)["finished"] is None:
        found = [dispatch.next(["read"], moment) for _ in range(2)]
        tasks = [task for task in found if task is not None]
        for task in tasks:
            leases.claim(TaskKey(task.document, task.step, task.page), task.attempt, moment)
        if any(task.document == deadly for task in tasks):
            deaths += 1
            moment += timedelta(seconds=LEASE_SECONDS["read"] + 1)
            reap(leases, moment)
        else:
            for task in tasks:
                worker.finish(task.model_dump())
            moment += timedelta(seconds=5)

    documents = sender.show(job_id)["documents"]
    assert [it["state"] for it in documents] == ["succeeded", "failed", "succeeded", "succeeded"]
    assert documents[1]["problem"]["title"] == "Nothing could be read"
    assert deaths == MOST_LOSSES


def test_what_was_lost_waits_longer_each_time(sender: Sender, database: Database) -> None:
    sender.send(PNG, formats=["text"])
    leases, dispatch, moment = Leases(database), Dispatch(database, 4), now()
    problem = TaskProblem(title="Too slow", detail="It was.")

    for pause in PAUSES:
        task = dispatch.next(["read"], moment)
        assert task is not None
        key = TaskKey(task.document, task.step, task.page)
        leases.claim(key, task.attempt, moment)
        leases.give_back(key, task.attempt, moment, problem)
        assert dispatch.next(["read"], moment) is None
        moment += pause

    assert dispatch.next(["read"], moment)


def test_choosing_looks_at_no_more_than_it_takes(sender: Sender, database: Database) -> None:
    """However many wait: each of its questions ends where its answer does, in an index."""
    sender.send(PNG, PDF)
    plans: list[str] = []
    with database.transaction() as session:
        connection = session.connection()

        def explain(
            _: object, __: object, statement: str, values: tuple[object, ...], *___: object
        ) -> None:
            if "task" in statement and not statement.startswith("EXPLAIN"):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                plans.extend(row[3] for row in plan)

        event.listen(connection, "before_cursor_execute", explain)
        assert len(candidates(session, PAGE_STEPS, {}, 4, START)) == 2

    of_tasks = [step for step in plans if "task" in step or "B-TREE" in step]
    assert len(of_tasks) >= 4
    for step in of_tasks:
        assert step.startswith("SEARCH task USING"), step
        assert "INDEX ix_task_waiting (step=? AND priority=?" in step, step


def test_one_leads_and_another_follows_when_it_is_gone(postgres_url: str) -> None:
    first, second = Leadership(Database(postgres_url)), Leadership(Database(postgres_url))
    assert first.is_mine()
    assert first.is_mine()
    assert not second.is_mine()

    first.resign()

    assert second.is_mine()
    assert not first.is_mine()


def test_each_task_goes_to_its_queue_once(
    broker: RabbitMq, sender: Sender, database: Database
) -> None:
    sender.send(PNG, PDF, formats=["text"])
    publisher = Publisher(broker.url, declare_task_queues)
    dispatcher = Dispatcher(
        Leases(database), Dispatch(database, 8), publisher, Leadership(database)
    )

    assert dispatcher.once() == 2
    assert dispatcher.once() == 0

    assert broker.depth(PAGE_QUEUE) == 2
    broker.purge((PAGE_QUEUE,))
    publisher.close()
