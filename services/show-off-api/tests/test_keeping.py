from collections.abc import Sequence

import pytest

from show_off_api.model_services import Picture
from show_off_api.outbox.events import keep_reading
from show_off_api.reading import Reading
from showoff_common.messaging.messages import MAX_BODY_BYTES, Message, new_image_id
from showoff_common.pictures.opening import PictureHeader
from showoff_common.web.problems import Problem


class Put:
    def __init__(self) -> None:
        self.messages: list[Message] = []

    def put(self, messages: Sequence[Message]) -> None:
        self.messages += messages


def keep(size: int) -> Put:
    outbox = Put()
    picture = Picture(bytes(size), PictureHeader("image/bmp", 10, 10))
    keep_reading(outbox, new_image_id(), picture, Reading([], "ctpn", "crnn"))
    return outbox


def test_picture_and_reading_are_kept_together() -> None:
    assert len(keep(MAX_BODY_BYTES).messages) == 2


def test_what_no_queue_takes_is_refused_and_not_promised() -> None:
    with pytest.raises(Problem, match="16777216") as refusal:
        keep(MAX_BODY_BYTES + 1)

    assert refusal.value.status == 413
