"""Whatever the order and however often messages come, what is kept in the end is the same."""

import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from tests.events import corrected, read, taken
from tests.servers.migrated import new_sqlite

from image_api.database import Database
from image_api.files import PictureFiles, path_of
from image_api.handlers import MessageStore
from image_api.history import History
from image_api.records import Records
from image_api.view import detail
from showoff_common.messaging.events import (
    Event,
    PictureRead,
    PictureTaken,
    new_image_id,
)
from showoff_common.messaging.wire import (
    Message,
    pack,
)

_START = datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC)  # some are accepted the next day


class Delivery(RuleBasedStateMachine):
    """Pictures are read and corrected; the broker delivers when and as often as it likes."""

    images = Bundle("images")
    messages = Bundle("messages")

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        database = Database(new_sqlite(self.folder))
        self.files = PictureFiles(self.folder / "pictures")
        self.handler, self.history = MessageStore(Records(database), self.files), History(database)
        self.sent: dict[str, tuple[Message, Event]] = {}
        self.delivered: set[str] = set()

    def _send(self, event: Event) -> Message:
        message = pack(event)
        self.sent[message.message_id] = message, event
        return message

    @rule(target=images, second=st.integers(0, 3))
    def accept(self, second: int) -> tuple[str, datetime]:
        return new_image_id(), _START + timedelta(seconds=second)

    @rule(target=messages, image=images)
    def take(self, image: tuple[str, datetime]) -> Message:
        return self._send(taken(image[0], image[1], data=image[0].encode()))

    @rule(target=messages, image=images, texts=st.lists(st.sampled_from("abc"), max_size=3))
    def read(self, image: tuple[str, datetime], texts: list[str]) -> Message:
        known = [
            message
            for message, event in self.sent.values()
            if isinstance(event, PictureRead) and event.image_id == image[0]
        ]  # a picture is read once
        return known[0] if known else self._send(read(image[0], *texts, created=image[1]))

    @rule(target=messages, image=images, text=st.sampled_from("xyz"), second=st.integers(4, 9))
    def correct(self, image: tuple[str, datetime], text: str, second: int) -> Message:
        created = _START + timedelta(seconds=second)
        return self._send(corrected(image[0], text, {0: text}, created))

    @rule(message=messages)
    def deliver(self, message: Message) -> None:
        self.handler.store(message)
        self.delivered.add(message.message_id)

    @invariant()
    def no_file_is_without_its_row(self) -> None:
        pictures = [
            self.sent[one][1]
            for one in self.delivered
            if isinstance(self.sent[one][1], PictureTaken)
        ]
        stored = {file.path for day in self.files.days() for file in self.files.of_day(day)}
        assert stored == {path_of(event) for event in pictures if isinstance(event, PictureTaken)}

    def teardown(self) -> None:
        """Deliver the rest; then what is kept must be what a single delivery in order makes."""
        for message, _ in self.sent.values():
            self.handler.store(message)
        for image_id in {event.image_id for _, event in self.sent.values()}:
            events = [event for _, event in self.sent.values() if event.image_id == image_id]
            self._check(image_id, events)
        shutil.rmtree(self.folder)

    def _check(self, image_id: str, events: list[Event]) -> None:
        corrections = sorted(
            (event.created, message.message_id, event.text)
            for message, event in self.sent.values()
            if event.image_id == image_id and not isinstance(event, PictureTaken | PictureRead)
        )
        lines = [line for event in events if isinstance(event, PictureRead) for line in event.lines]
        whole = corrections[-1][2] if corrections else "\n".join(line.text for line in lines)
        entry = self.history.find(image_id)
        assert entry is not None
        shown = detail(entry)
        assert shown.text == whole
        assert [line.recognized for line in shown.lines] == [line.text for line in lines]
        assert len(shown.corrections) == 2 * len(corrections)
        is_stored = any(isinstance(event, PictureTaken) for event in events)
        assert (shown.state == "stored") == is_stored


TestDelivery = Delivery.TestCase
TestDelivery.settings = settings(
    max_examples=200 if os.environ.get("FAULTS") == "full" else 25,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
