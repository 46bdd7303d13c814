"""What is kept: messages as consumers take them; an outbox that outlives kills, whoever has it."""

import json
import re
import signal
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pika
import pytest
from pika.exceptions import AMQPError
from tests.bff_contract.bff import Bff
from tests.bff_contract.conftest import NO_BROKER, Start
from tests.bff_contract.stand_ins import MODEL, PICTURE, Services
from tests.servers.processes import wait_until
from tests.servers.rabbitmq import RabbitMq
from tests.telemetry.receiver import Receiver
from werkzeug.wrappers import Response

IMAGES, LINES, CORRECTIONS = "imageQueue", "imageDataQueue", "textCorrectionQueue"
ID = "0" * 32


@dataclass(frozen=True)
class Taken:
    """A message, as a consumer has it."""

    message_id: str
    content_type: str
    headers: dict[str, str]
    body: bytes
    persistent: bool = True


def take(broker: RabbitMq, queue: str) -> Taken:
    """The next message of a queue, which will come."""
    found: list[Taken] = []

    def taken() -> bool:
        try:
            with pika.BlockingConnection(pika.URLParameters(broker.url)) as connection:
                method, properties, body = connection.channel().basic_get(queue, auto_ack=True)
        except AMQPError:  # there is no such queue, or it is on its way
            return False
        if method is not None:
            properties.headers.pop("x-delivery-count", None)  # the broker's own
            told = (properties.message_id, properties.content_type, properties.headers)
            found.append(Taken(*told, body, properties.delivery_mode == 2))
        return bool(found)

    wait_until(taken, 30)
    return found[0]


@pytest.fixture
def bff_with_broker(kept: Bff, services: Services, broker: RabbitMq) -> Bff:  # noqa: ARG001 - made whole
    return kept


def waiting_in(outbox: Path) -> int:
    with sqlite3.connect(f"file:{outbox}?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM message").fetchone()[0])


def test_a_read_goes_to_the_queues_as_consumers_take_it(
    bff_with_broker: Bff, broker: RabbitMq
) -> None:
    parent = f"00-{'a' * 32}-{'b' * 16}-01"
    image_id = bff_with_broker.read(headers={"traceparent": parent}).json()["id"]

    assert_tell_of_a_read(image_id, take(broker, IMAGES), take(broker, LINES))


def assert_tell_of_a_read(image_id: str, picture: Taken, lines: Taken) -> None:
    common = {"request_id": image_id, "created": picture.headers["created"]}
    for one in (picture, lines):
        assert one.persistent
        assert re.fullmatch("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}", one.message_id)
        assert one.headers.pop("traceparent").startswith(f"00-{'a' * 32}-")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00", common["created"])
    assert (picture.body, picture.content_type) == (PICTURE, "image/png")
    assert picture.headers == {**common, "version": "1", "width": "640", "height": "480"}
    assert lines.content_type == "application/json"
    models = {f"{kind}_model": version for kind, version in MODEL.items()}
    assert lines.headers == {**common, "version": "2", **models}
    first, second = json.loads(lines.body)
    assert second["points"] == [[2.5, 20.25], [62.75, 20.25], [62.75, 30.25], [2.5, 30.25]]
    assert {name: second[name] for name in ("ord_num", "text", "start_x", "start_y")} == {
        "ord_num": 1,
        "text": "line 1",
        "start_x": 2,
        "start_y": 20,
    }
    assert first["words"] == [{"text": "line 0", "confidence": 0.8, "start": 0.125, "end": 1}]


def test_without_a_broker_image_api_is_given_the_same(
    start_bff: Start, services: Services, receiver: Receiver
) -> None:
    statuses = iter([503, 204])
    services.images.answers[f"/api/messages/{IMAGES}/"] = lambda _: Response(status=next(statuses))
    services.images.answers[f"/api/messages/{CORRECTIONS}/"] = lambda _: Response(status=422)
    bff = start_bff(amqp_url="")
    image_id = bff.read(headers={"traceparent": f"00-{'a' * 32}-{'b' * 16}-01"}).json()["id"]
    bff.correct(id=ID, text="refused")

    def refused() -> bool:
        return "\nshowoff_outbox_refused 1" in bff.client.get("/metrics").text

    wait_until(refused, 30)
    put = [it for it in services.images.seen if it.method == "PUT"]
    queues = [it.path.split("/")[-2] for it in put]
    assert queues == [IMAGES, IMAGES, LINES, CORRECTIONS], "not before the first is kept"
    first, picture, lines, _ = (
        Taken(it.path.split("/")[-1], str(it.content_type), it.args.to_dict(), it.get_data())
        for it in put
    )
    assert first == picture
    assert_tell_of_a_read(image_id, picture, lines)

    def systems() -> set[object]:
        return {it.attributes.get("messaging.system") for it in receiver.named(f"send {LINES}")}

    wait_until(lambda: "embedded" in systems(), 30)


def test_a_correction_goes_to_its_queue(bff_with_broker: Bff, broker: RabbitMq) -> None:
    lines = [{"ord_num": 3, "text": "漢 <b>"}]

    assert bff_with_broker.correct(id=ID, text="größer", lines=lines).json() == {"id": ID}

    sent = take(broker, CORRECTIONS)
    assert json.loads(sent.body) == {"id": ID, "text": "größer", "lines": lines}
    assert (sent.headers["request_id"], sent.headers["version"]) == (ID, "1")


def test_lines_that_may_be_kept_say_so_in_their_message(
    bff_with_broker: Bff, broker: RabbitMq
) -> None:
    lines = [{"ord_num": 3, "text": "x"}]

    bff_with_broker.correct(id=ID, text="y", lines=lines, keep=True)
    bff_with_broker.correct(id=ID, text="z", lines=lines, keep=False)

    kept, other = (json.loads(take(broker, CORRECTIONS).body) for _ in range(2))
    assert kept == {"id": ID, "text": "y", "lines": lines, "keep": True}
    assert other == {"id": ID, "text": "z", "lines": lines}
    refused = bff_with_broker.correct(id=ID, text="y", keep=1)
    assert refused.json()["detail"] == "keep: Input should be a valid boolean"


def test_all_lines_are_kept_only_where_they_are_told(
    bff_with_broker: Bff, broker: RabbitMq
) -> None:
    line = {"ord_num": None, "text": "x", "points": None, "separator": ""}
    told = {"id": ID, "text": "x", "lines": [], "layout": [line], "keep": True, "whole": True}

    assert bff_with_broker.correct(**told).status_code == 202
    without: list[dict[str, object]] = [{"keep": False}, {"layout": None}, {"layout": []}]
    for missing in without:
        assert bff_with_broker.correct(**{**told, **missing}).status_code == 422

    assert json.loads(take(broker, CORRECTIONS).body) == told


@pytest.mark.parametrize(("first", "second"), [("python", "go"), ("go", "python")])
def test_what_was_answered_outlives_a_kill_and_goes_to_the_other_language(
    command_of: Callable[[str], Sequence[str]],
    start_any: Start,
    services: Services,  # noqa: ARG001 - made whole
    broker: RabbitMq,
    folder: Path,
    first: str,
    second: str,
) -> None:
    outbox = folder / "outbox.db"
    bff = start_any(command_of(first), outbox=outbox, amqp_url=NO_BROKER)
    ids = [bff.read().json()["id"] for _ in range(2)]
    bff.correct(id=ID, text="ü")
    bff.stop()

    other = start_any(command_of(second), outbox=outbox, amqp_url=broker.url)

    assert [take(broker, IMAGES).headers["request_id"] for _ in ids] == ids
    assert [len(json.loads(take(broker, LINES).body)) for _ in ids] == [2, 2]
    assert json.loads(take(broker, CORRECTIONS).body)["text"] == "ü"
    wait_until(lambda: waiting_in(outbox) == 0, 30)
    other.stop()


def test_an_outbox_at_its_limit_refuses_reads(start_bff: Start) -> None:
    bff = start_bff(outbox_messages=4)
    answers = [bff.read() for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 503]
    assert answers[-1].json()["title"] == "Outbox full"
    assert answers[-1].headers["Retry-After"] == "30"
    assert bff.correct(id=ID, text="x").status_code == 503


def test_what_reaches_no_queue_is_not_counted_as_delivered(
    bff_with_broker: Bff, broker: RabbitMq
) -> None:
    bff = bff_with_broker
    bff.correct(id=ID, text="first")
    take(broker, CORRECTIONS)
    with pika.BlockingConnection(pika.URLParameters(broker.url)) as connection:
        connection.channel().queue_delete(CORRECTIONS)

    bff.correct(id=ID, text="second")

    # The queue is declared anew with the next connection, and the message comes.
    assert json.loads(take(broker, CORRECTIONS).body)["text"] == "second"


def test_what_a_broker_will_never_have_holds_up_no_other(
    start_bff: Start, broker: RabbitMq, folder: Path
) -> None:
    outbox = folder / "outbox.db"
    bff = start_bff(outbox=outbox)
    bff.correct(id=ID, text="before")
    bff.correct(id=ID, text="after")
    bff.stop()
    with sqlite3.connect(outbox) as connection:  # as a version with another limit would leave it
        connection.execute(
            "UPDATE message SET body = zeroblob(17000000), size = 17000000 WHERE number = 1"
        )
    connection.close()

    bff = start_bff(outbox=outbox, amqp_url=broker.url)

    assert json.loads(take(broker, CORRECTIONS).body)["text"] == "after"
    wait_until(lambda: "\nshowoff_outbox_refused 1" in bff.client.get("/metrics").text, 30)


def test_told_to_stop_it_empties_its_outbox(
    start_bff: Start, broker: RabbitMq, folder: Path
) -> None:
    outbox = folder / "outbox.db"
    bff = start_bff(outbox=outbox, amqp_url=broker.url)
    for number in range(20):
        bff.correct(id=ID, text=str(number))

    bff.service.process.signal(signal.SIGTERM)

    assert bff.service.process.wait() == 0
    assert waiting_in(outbox) == 0
    texts = [json.loads(take(broker, CORRECTIONS).body)["text"] for _ in range(20)]
    assert texts == [*map(str, range(20))]


def test_a_correction_nested_beyond_measure_is_no_json(bff: Bff) -> None:
    deep = b"[" * 100_000 + b"]" * 100_000

    answer = bff.client.post(
        "/correct-text", content=deep, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
