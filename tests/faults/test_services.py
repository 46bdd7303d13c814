import signal
from pathlib import Path

import pytest
from tests.events import read, taken
from tests.faults.conftest import Scale
from tests.faults.figures import report
from tests.faults.model_stand_in import TEXTS
from tests.faults.platform import Platform, Readers, each_bff, picture
from tests.servers.platform import post_picture

from show_off_api.outbox.store import Outbox, OutboxLimits
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.wire import (
    pack,
)


@pytest.mark.parametrize("step", ["after-file", "before-commit", "after-commit"])
def test_killing_image_api_at_any_step_loses_and_doubles_nothing(
    platform: Platform, scale: Scale, tmp_path: Path, step: str
) -> None:
    kills, pictures = scale(5, 1), [taken(data=picture(number)) for number in range(20)]
    platform.consumers.kill()
    sender = Publisher(platform.broker.url)
    sender.send([pack(event) for event in pictures])
    sender.send([pack(read(event.image_id, *TEXTS)) for event in pictures])
    sender.close()
    consumers = platform.new_consumers("tests.faults.sabotage", step, str(kills), str(tmp_path))

    for _ in range(kills):
        consumers.start()
        assert consumers.wait() == -signal.SIGKILL
    consumers.start()

    platform.assert_kept_once({event.image_id: event.data for event in pictures})
    report(f"image-api killed {step}", kills=kills, pictures=20, lost=0, doubled=0, orphans=0)


@each_bff
def test_what_was_accepted_just_before_show_off_api_was_killed_is_stored(
    platform: Platform, scale: Scale
) -> None:
    accepted: dict[str, bytes] = {}

    for number in range(scale(10, 2)):
        data = picture(number)
        image_id = post_picture(platform.bff.url, data)
        platform.bff.kill()
        assert image_id is not None
        accepted[image_id] = data
        platform.bff.start()

    platform.assert_kept_once(accepted)
    report("show-off-api killed", kills=len(accepted), lost=0, doubled=0)


def test_what_waits_in_the_outbox_of_a_killed_show_off_api_is_stored(platform: Platform) -> None:
    platform.broker.pause()
    readers = Readers(platform.bff.url)
    readers.send(5)
    accepted = readers.finish().pictures
    assert len(accepted) == 5

    platform.bff.kill()
    platform.broker.resume()
    platform.bff.start()

    platform.assert_kept_once(accepted)


def test_show_off_api_empties_its_outbox_when_told_to_stop(
    platform: Platform, tmp_path: Path
) -> None:
    outbox = tmp_path / "outbox.db"
    bff = platform.new_bff(outbox=outbox, drain_seconds=25)
    bff.start()
    readers = Readers(bff.url)
    # The broker confirms nothing now: all of it waits when the signal comes.
    platform.broker.pause()
    readers.send(30)
    accepted = readers.finish().pictures
    assert len(accepted) == 30
    assert waiting_in(outbox) == 60

    bff.process.signal(signal.SIGTERM)
    platform.broker.resume()
    assert bff.process.wait() == 0

    assert waiting_in(outbox) == 0
    platform.assert_kept_once(accepted)


@each_bff
def test_an_outbox_at_its_limit_refuses_reads_and_takes_more_once_it_is_emptied(
    platform: Platform, tmp_path: Path
) -> None:
    settings = {"outbox": tmp_path / "outbox.db", "outbox_messages": 6}
    bff = platform.new_bff(amqp_url="amqp://guest:guest@127.0.0.1:1/", **settings)
    bff.start()
    readers = Readers(bff.url, at_once=1)
    readers.send(5)
    accepted = readers.finish()
    assert (len(accepted.pictures), accepted.refused) == (3, 2)
    assert accepted.problems == {(503, "Outbox full", "30")}
    bff.kill()

    bff = platform.new_bff(**settings)
    bff.start()
    platform.assert_kept_once(accepted.pictures)
    data = picture(6)
    accepted.pictures[post_picture(bff.url, data)] = data

    platform.assert_kept_once(accepted.pictures)


def test_consumers_finish_what_they_have_in_hand_when_told_to_stop(platform: Platform) -> None:
    readers = Readers(platform.bff.url)
    readers.send(30)
    accepted = readers.finish().pictures

    platform.consumers.signal(signal.SIGTERM)
    assert platform.consumers.wait() == 0

    platform.consumers.start()
    platform.assert_kept_once(accepted)


def test_a_database_that_goes_and_comes_back_costs_nothing(
    platform: Platform, scale: Scale
) -> None:
    stops, reads = scale(4, 1), scale(100, 50)
    readers = Readers(platform.bff.url)

    for stop in range(stops):
        readers.send(reads)
        readers.wait_for(stop * reads + reads // 3)
        (platform.postgres.stop if stop % 2 == 0 else platform.postgres.kill)()
        readers.wait_for((stop + 1) * reads)
        platform.postgres.start()
    accepted = readers.finish()

    assert len(accepted.pictures) == stops * reads
    platform.assert_kept_once(accepted.pictures)
    report("Postgres stopped", stops=stops, reads=stops * reads, lost=0, doubled=0, dead_letters=0)


def waiting_in(outbox: Path) -> int:
    return Outbox(outbox, OutboxLimits()).depth().messages
