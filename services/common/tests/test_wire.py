from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from showoff_common.contracts.jobs import JobOptions
from showoff_common.contracts.tasks import Claim
from showoff_common.messaging.events import (
    CorrectedLine,
    InvalidMessage,
    LaidLine,
    Line,
    PictureRead,
    PictureTaken,
    TextCorrected,
    Word,
    is_image_id,
    new_image_id,
    now,
)
from showoff_common.messaging.wire import (
    IMAGE_DATA_QUEUE,
    IMAGE_QUEUE,
    MAX_BODY_BYTES,
    TEXT_CORRECTION_QUEUE,
    Message,
    pack,
    unpack,
)

IMAGE_ID = "0f44962a9a97096d4bf3634ff884c447"
LINE = Line(
    ord_num=0,
    text="EUR 12,50",
    start_x=1,
    start_y=2,
    width=30,
    height=9,
    confidence=0.5,
    points=((1, 2), (31, 2), (31, 11), (1, 11)),
)
TAKEN = PictureTaken(
    image_id=IMAGE_ID,
    created=now(),
    data=b"\xff\xd8 not opened here",
    media_type="image/jpeg",
    width=640,
    height=480,
)
READ = PictureRead(
    image_id=IMAGE_ID,
    created=now(),
    lines=(LINE,),
    detection_model="ctpn-1",
    recognition_model="crnn-1",
)
CORRECTED = TextCorrected(
    image_id=IMAGE_ID,
    created=now(),
    text="EUR 12.50",
    lines=(CorrectedLine(ord_num=0, text="EUR 12.50"),),
    layout=(
        LaidLine(ord_num=0, text="EUR 12.50"),
        LaidLine(text="Thanks", points=((0, 1.5), (9, 1.5), (9, 8), (0, 8)), separator="\n\n"),
    ),
)
EVENTS = [TAKEN, READ, CORRECTED]


@pytest.mark.parametrize(
    ("event", "queue"),
    [(TAKEN, IMAGE_QUEUE), (READ, IMAGE_DATA_QUEUE), (CORRECTED, TEXT_CORRECTION_QUEUE)],
)
def test_an_event_survives_its_wire_form_on_its_own_queue(
    event: PictureTaken | PictureRead | TextCorrected, queue: str
) -> None:
    message = pack(event, traceparent="00-aa-bb-01")

    assert message.queue == queue
    assert message.headers["request_id"] == IMAGE_ID
    assert message.headers["traceparent"] == "00-aa-bb-01"
    assert unpack(message) == event


def test_the_picture_travels_as_its_bytes_under_its_media_type() -> None:
    message = pack(TAKEN)

    assert message.body == TAKEN.data
    assert message.content_type == "image/jpeg"


def test_what_is_larger_than_a_queue_takes_is_not_packed() -> None:
    largest = TAKEN.model_copy(update={"data": bytes(MAX_BODY_BYTES)})
    larger = TAKEN.model_copy(update={"data": bytes(MAX_BODY_BYTES + 1)})

    assert pack(largest).body == largest.data
    with pytest.raises(InvalidMessage, match="16777217 bytes"):
        pack(larger)


def test_every_message_has_an_id_of_its_own() -> None:
    assert pack(READ).message_id != pack(READ).message_id


def test_unknown_fields_and_headers_are_tolerated() -> None:
    message = pack(READ)
    body = message.body.replace(b'{"ord_num"', b'{"colour":"red","ord_num"')

    assert body != message.body
    assert unpack(replace(message, body=body, headers={**message.headers, "new": "1"})) == READ


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("header", ["request_id", "created"])
def test_a_missing_header_is_named(
    event: PictureTaken | PictureRead | TextCorrected, header: str
) -> None:
    message = pack(event)
    headers = {name: value for name, value in message.headers.items() if name != header}

    with pytest.raises(InvalidMessage, match=f"{header} missing"):
        unpack(replace(message, headers=headers))


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (replace(pack(READ), body=b"{"), "Invalid JSON"),
        (replace(pack(READ), body=b'[{"text": "a"}]'), r"0\.ord_num: Field required"),
        (replace(pack(READ), body=pack(READ).body.replace(b"EUR", b"\\u0000")), "NUL"),
        (replace(pack(TAKEN), body=b""), "data"),
        (replace(pack(TAKEN), body=bytes(MAX_BODY_BYTES + 1)), "the limit is"),
        (replace(pack(TAKEN), content_type="application/pdf"), "media_type"),
        (replace(pack(TAKEN), queue="elsewhere"), "elsewhere"),
        (
            replace(pack(CORRECTED), headers={**pack(CORRECTED).headers, "version": "9"}),
            "version: '9'",
        ),
        (
            replace(
                pack(CORRECTED), headers={**pack(CORRECTED).headers, "request_id": new_image_id()}
            ),
            "request_id",
        ),
    ],
)
def test_what_no_retry_can_help_says_why(message: Message, reason: str) -> None:
    with pytest.raises(InvalidMessage, match=reason):
        unpack(message)


@given(
    queue=st.sampled_from([IMAGE_QUEUE, IMAGE_DATA_QUEUE, TEXT_CORRECTION_QUEUE]),
    body=st.binary(max_size=200),
    headers=st.dictionaries(
        st.sampled_from(["version", "request_id", "created", "width", "height"]), st.text()
    ),
)
def test_rubbish_is_an_event_or_invalid_and_nothing_else(
    queue: str, body: bytes, headers: dict[str, str]
) -> None:
    with suppress(InvalidMessage):
        unpack(Message(queue, body, "image/png", "1", headers))


@pytest.mark.parametrize("value", ["", "../../etc/passwd", IMAGE_ID.upper(), IMAGE_ID + "\n", "a"])
def test_what_is_not_an_image_id_is_told_apart(value: str) -> None:
    assert is_image_id(new_image_id())
    assert not is_image_id(value)


WORDS = (
    Word(text="EUR", confidence=0.9, start=0.01, end=0.3),
    Word(text="12,50", start=0.4, end=1),
)


def test_lines_with_words_travel_as_version_2_and_others_as_before() -> None:
    with_words = READ.model_copy(update={"lines": (LINE.model_copy(update={"words": WORDS}), LINE)})

    assert pack(READ).headers["version"] == "1"
    assert pack(with_words).headers["version"] == "2"
    assert unpack(pack(with_words)) == with_words


def test_a_reading_of_before_there_were_words_is_understood() -> None:
    body = (
        b'[{"ord_num":0,"text":"EUR 12,50","start_x":1,"start_y":2,"width":30,"height":9,'
        b'"confidence":0.5,"points":[[1,2],[31,2],[31,11],[1,11]],"joint":"\\n"}]'
    )

    assert unpack(replace(pack(READ), body=body)) == READ


@pytest.mark.parametrize("end", ["1.5", "-1", "null", '"x"'])
def test_a_word_outside_its_line_is_refused(end: str) -> None:
    body = pack(READ).body.replace(
        b'"words":null', f'"words":[{{"text":"a","start":0,"end":{end}}}]'.encode()
    )

    with pytest.raises(InvalidMessage, match="words"):
        unpack(replace(pack(READ), body=body))


def test_a_worker_takes_the_claims_of_a_newer_platform() -> None:
    document = {"id": "1", "job": "2", "number": 1, "name": "a.pdf", "media_type": "", "bytes": 1}
    told = {**document, "sha256": "", "pages": None, "newer": 1}
    claim = {"lease_seconds": 1, "document": told, "traceparent": None, "newer": 1}

    assert Claim.model_validate({**claim, "options": {"dpi": 300, "newer": 1}}).options.dpi == 300
    with pytest.raises(ValidationError):
        JobOptions.model_validate({"newer": 1})
