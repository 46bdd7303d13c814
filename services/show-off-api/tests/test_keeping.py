from collections.abc import Sequence

import pytest

from show_off_api.outbox.events import keep_reading
from show_off_api.reading import ReadPicture
from showoff_common.errors import Problem
from showoff_common.messaging.messages import MAX_BODY_BYTES, Message, new_image_id
from showoff_common.reading import Reading


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


def test_picture_and_reading_are_kept_together() -> None:
    assert len(keep(MAX_BODY_BYTES).messages) == 2


def test_what_no_queue_takes_is_refused_and_not_promised() -> None:
    with pytest.raises(Problem, match="16777216") as refusal:
        keep(MAX_BODY_BYTES + 1)

    assert refusal.value.status == 413
