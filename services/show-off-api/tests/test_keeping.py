from collections.abc import Sequence

import pytest

from show_off_api.outbox.events import keep_reading
from show_off_api.reading import ReadPicture
from showoff_common.contracts.texts import Word
from showoff_common.errors import Problem
from showoff_common.messaging.events import (
    PictureRead,
    new_image_id,
)
from showoff_common.messaging.wire import (
    MAX_BODY_BYTES,
    Message,
    unpack,
)
from showoff_common.reading import Line, Reading


class Put:
    def __init__(self) -> None:
        self.messages: list[Message] = []

    def put(self, messages: Sequence[Message]) -> None:
        self.messages += messages


def keep(size: int) -> Put:
    outbox = Put()
    reading = Reading([], "ctpn", "crnn")
    keep_reading(outbox, new_image_id(), ReadPicture(bytes(size), "image/bmp", 10, 10, reading))
    return outbox


def test_a_picture_goes_on_its_way_as_it_was_sent_with_its_reading() -> None:
    picture, reading = keep(MAX_BODY_BYTES).messages

    assert (picture.queue, reading.queue) == ("imageQueue", "imageDataQueue")
    assert picture.body == bytes(MAX_BODY_BYTES)


def test_the_lines_are_kept_whole() -> None:
    quad = ((0.0, 0.0), (30.0, 0.0), (30.0, 9.0), (0.0, 9.0))
    reading = Reading([Line("one", 0.5, quad), Line("two", 0.75, quad, "\n\n")], "ctpn", "crnn")
    outbox = Put()

    keep_reading(outbox, new_image_id(), ReadPicture(b"x", "image/bmp", 10, 10, reading))

    event = unpack(outbox.messages[1])
    assert isinstance(event, PictureRead)
    assert [(line.ord_num, line.text, line.confidence, line.joint) for line in event.lines] == [
        (0, "one", 0.5, ""),
        (1, "two", 0.75, "\n\n"),
    ]
    first = event.lines[0]
    assert (first.points, first.width, first.height) == (quad, 30, 9)


@pytest.mark.parametrize("words", [None, [Word(text="one", confidence=0.5, start=0.25, end=1)]])
def test_words_are_kept_where_they_are_known(words: list[Word] | None) -> None:
    quad = ((0.0, 0.0), (30.0, 0.0), (30.0, 9.0), (0.0, 9.0))
    reading = Reading([Line("one", 0.5, quad, words=words)], "ctpn", "crnn")
    outbox = Put()

    keep_reading(outbox, new_image_id(), ReadPicture(b"x", "image/bmp", 10, 10, reading))

    event = unpack(outbox.messages[1])
    assert isinstance(event, PictureRead)
    kept = event.lines[0].model_dump()["words"]
    assert kept == (words and tuple(word.model_dump() for word in words))


def test_what_no_queue_takes_is_refused_and_not_promised() -> None:
    with pytest.raises(Problem, match="16777216") as refusal:
        keep(MAX_BODY_BYTES + 1)

    assert refusal.value.status == 413
