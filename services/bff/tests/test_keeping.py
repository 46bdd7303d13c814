"""What goes into the outbox."""

from collections.abc import Sequence
from pathlib import Path

from showoff_bff.keeping import keep_reading
from showoff_bff.model_services import Picture
from showoff_bff.reading import Reading
from showoff_common.messages import Message, new_image_id
from showoff_common.picture_limits import PictureLimits
from showoff_common.pictures import read_header

SAMPLES = Path(__file__).parents[3] / "samples" / "images"


class Kept:
    """An outbox that only remembers."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def put(self, messages: Sequence[Message]) -> None:
        self.messages += messages


def test_a_picture_goes_on_its_way_as_it_was_sent() -> None:
    data = (SAMPLES / "rotated-by-exif.jpg").read_bytes()
    picture, outbox = Picture(data, read_header(data, PictureLimits())), Kept()

    keep_reading(outbox, new_image_id(), picture, Reading([], "detection", "recognition"))

    assert [message.queue for message in outbox.messages] == ["imageQueue", "imageDataQueue"]
    assert outbox.messages[0].body == data
