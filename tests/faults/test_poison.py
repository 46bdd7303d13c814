import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pika
import pytest
from tests.events import corrected, read, taken
from tests.faults.figures import report
from tests.faults.platform import Platform
from tests.servers.platform import python_process
from tests.servers.processes import wait_until

from image_api import dead_letters
from image_api.history import History
from showoff_common.messaging.events import (
    Event,
    new_image_id,
    now,
)
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.topology import DEAD_LETTER_QUEUE
from showoff_common.messaging.wire import (
    IMAGE_DATA_QUEUE,
    IMAGE_QUEUE,
    MAX_BODY_BYTES,
    TEXT_CORRECTION_QUEUE,
    Message,
    pack,
)

SECONDS = 30

HEADERS = {"version": "1", "request_id": new_image_id(), "created": now().isoformat()}
JSON = "application/json"
POISON = {
    "bad JSON": Message(IMAGE_DATA_QUEUE, b"[{", JSON, "1", HEADERS),
    "wrong schema": Message(IMAGE_DATA_QUEUE, b'[{"text": 7}]', JSON, "2", HEADERS),
    "no request_id": Message(
        TEXT_CORRECTION_QUEUE,
        json.dumps({"id": HEADERS["request_id"], "text": "x"}).encode(),
        JSON,
        "4",
        {"created": HEADERS["created"]},
    ),
    "not a picture type": Message(IMAGE_QUEUE, b"%PDF", "application/pdf", "5", HEADERS),
}
HUGE = Message(IMAGE_QUEUE, bytes(MAX_BODY_BYTES + 1), "image/png", "3", HEADERS)
REASONS = {
    "bad JSON": "Invalid JSON",
    "wrong schema": "0.ord_num: Field required",
    "no request_id": "request_id missing",
    "not a picture type": "media_type",
}


@pytest.fixture
def sender(platform: Platform) -> Iterator[Publisher]:
    sender = Publisher(platform.broker.url)
    yield sender
    sender.close()


def command(platform: Platform, *arguments: str) -> subprocess.CompletedProcess[str]:
    process = python_process(platform.folder, "dead-letters", amqp_url=platform.broker.url)
    return subprocess.run(
        [sys.executable, "-m", "image_api", "dead-letters", *arguments],
        env=process.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_poison_is_set_aside_with_its_reason_and_holds_up_nothing(
    platform: Platform, sender: Publisher
) -> None:
    assert "max size" in sender.send([HUGE])[HUGE.message_id], "the broker does not let it in"
    sender.send(list(POISON.values()))
    picture = taken()
    behind: list[Event] = [
        picture,
        read(picture.image_id, "a", "b"),
        corrected(picture.image_id, "a B"),
    ]
    sender.send([pack(event) for event in behind])
    started = time.monotonic()

    wait_until(lambda: platform.broker.depth(DEAD_LETTER_QUEUE) == len(POISON), SECONDS)

    seconds = time.monotonic() - started
    found = dead_letters.find(platform.broker.url)
    for name, message in POISON.items():
        matching = [
            one for one in found if one.queue == message.queue and REASONS[name] in one.reason
        ]
        assert len(matching) == 1, name
    history = History(platform.database)
    wait_until(lambda: (entry := history.find(picture.image_id)) and len(entry.corrections) == 1)
    entry = history.find(picture.image_id)
    assert entry is not None
    assert (entry.image.path is not None, len(entry.boxes)) == (True, 2)
    report("poison", kinds=len(POISON), set_aside_within=f"{seconds:.1f} s")


def test_dead_letters_are_listed_dropped_and_refused_again(
    platform: Platform, sender: Publisher
) -> None:
    sender.send([POISON["bad JSON"], POISON["wrong schema"]])
    wait_until(lambda: platform.broker.depth(DEAD_LETTER_QUEUE) == 2, SECONDS)

    listed = command(platform, "list").stdout.splitlines()
    assert len(listed) == 2
    bad_json = next(line for line in listed if "Invalid JSON" in line).split("\t")[0]
    assert command(platform, "drop", bad_json).returncode == 0
    wait_until(lambda: platform.broker.depth(DEAD_LETTER_QUEUE) == 1, SECONDS)

    assert len(dead_letters.replay(platform.broker.url)) == 1
    wait_until(lambda: platform.broker.depth(DEAD_LETTER_QUEUE) == 1, SECONDS)
    assert "Field required" in dead_letters.find(platform.broker.url)[0].reason


def test_every_look_finds_all_dead_letters_also_in_a_broker_that_has_just_started(
    platform: Platform, sender: Publisher
) -> None:
    sender.send([replace(POISON["bad JSON"], message_id=str(number)) for number in range(5)])
    wait_until(lambda: platform.broker.depth(DEAD_LETTER_QUEUE) == 5, SECONDS)

    platform.broker.kill()
    platform.broker.start()
    looks = [dead_letters.find(platform.broker.url) for _ in range(5)]

    assert [len(look) for look in looks] == 5 * [5]


def test_what_a_bug_refused_is_stored_when_replayed_after_the_fix(
    platform: Platform, sender: Publisher, tmp_path: Path
) -> None:
    platform.consumers.kill()
    sabotaged = platform.new_consumers(
        "tests.faults.sabotage", "correction-bug", "1", str(tmp_path)
    )
    sabotaged.start()
    image_id = new_image_id()
    sender.send([pack(corrected(image_id, "kept in the end"))])
    wait_until(lambda: platform.broker.depth(DEAD_LETTER_QUEUE) == 1, SECONDS)
    (letter,) = dead_letters.find(platform.broker.url)
    assert "KeyError" in letter.reason
    assert letter.image_id == image_id

    assert dead_letters.replay(platform.broker.url, [letter.key]) == [letter]

    history = History(platform.database)
    wait_until(lambda: history.find(image_id))
    entry = history.find(image_id)
    assert entry is not None
    assert [row.value for row in entry.corrections] == ["kept in the end"]
    assert dead_letters.find(platform.broker.url) == []


def test_a_message_that_kills_every_consumer_ends_as_a_dead_letter(
    platform: Platform, sender: Publisher
) -> None:
    platform.consumers.kill()
    sender.send([pack(taken())])

    with pika.BlockingConnection(pika.URLParameters(platform.broker.url)) as connection:
        channel = connection.channel()
        for method, _, _ in channel.consume(IMAGE_QUEUE, inactivity_timeout=3):
            if method is None:
                break
            channel.basic_nack(method.delivery_tag, requeue=True)

    wait_until(lambda: platform.broker.depth(DEAD_LETTER_QUEUE) == 1, SECONDS)
    (letter,) = dead_letters.find(platform.broker.url)
    assert (letter.queue, letter.reason) == (IMAGE_QUEUE, "delivery_limit")
    platform.consumers.start()
    assert dead_letters.replay(platform.broker.url) == [letter]
    wait_until(lambda: platform.rows()["with a file"] == 1)
