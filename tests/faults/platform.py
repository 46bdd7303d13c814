"""The platform under fault: all of it real, but for the models at its edge."""

import io
import shutil
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image as Pixels
from sqlalchemy import delete, func, select
from tests.bff_contract.bff import COMMANDS
from tests.events import corrected, read, taken
from tests.faults.model_stand_in import TEXTS
from tests.servers.platform import Refused, Service, post_picture, python_process, python_service
from tests.servers.postgres import Postgres
from tests.servers.processes import Process, free_port, wait_until
from tests.servers.rabbitmq import RabbitMq

from image_api.database import Database
from image_api.files import PictureFiles
from image_api.tables import Image, ImageBox, TextCorrection
from show_off_api.outbox.store import Outbox, OutboxLimits
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.topology import DEAD_LETTER_QUEUE
from showoff_common.messaging.wire import (
    QUEUES,
    pack,
)

STORED_SECONDS = 180
_READERS = 4

each_bff = pytest.mark.parametrize("platform", COMMANDS, indirect=True)
"""With the show-off-api of each language."""


@dataclass
class Accepted:
    """What a client was told is kept: pictures by their id, and how long each answer took.

    Problems are those of the refused: status, title and when to come back.
    """

    pictures: dict[str, bytes] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    problems: set[tuple[int, str, str]] = field(default_factory=set)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


class Platform:
    """show-off-api → RabbitMQ → image-api's consumers → Postgres and files."""

    def __init__(self, folder: Path, broker: RabbitMq, postgres: Postgres, url: str) -> None:
        self.broker = broker
        self.postgres = postgres
        self.database_url = url
        self.database = Database(url)
        self.files = PictureFiles(folder / "pictures")
        self.folder = folder
        self.outbox = folder / "outbox" / "outbox.db"
        self._others: list[Process] = []
        self._language = "python"
        port = free_port()
        self.models = Service(
            Process(
                [sys.executable, "-m", "tests.faults.model_stand_in", str(port)],
                folder / "models.log",
            ),
            port,
        )
        self.bff = self.new_bff()
        self.consumers = self.new_consumers("image_api")
        self._others.clear()

    def new_bff(self, **settings: object) -> Service:
        """Another show-off-api, which ends with the test at the latest."""
        variables = {
            "detection_url": self.models.url,
            "recognition_url": self.models.url,
            "amqp_url": self.broker.url,
            "outbox": self.outbox,
            "slots": 4,
        }
        bff = python_service(self.folder, "-m", "show_off_api", **{**variables, **settings})
        bff.process.command = COMMANDS[self._language]()
        self._others.append(bff.process)
        return bff

    def speak(self, language: str) -> None:
        """Let show-off-api be the one in this language, on the outbox that the last one left."""
        if language != self._language:
            if self.bff.process.runs():
                self.bff.kill()
            self._language = language
            self.bff = self.new_bff()
            self._others.clear()

    def new_consumers(self, *module: str, **settings: object) -> Process:
        """Other consumers, which end with the test at the latest."""
        variables = {**self.storage_settings(), **settings}
        consumers = python_process(self.folder, "-m", *module, "consume", **variables)
        self._others.append(consumers)
        return consumers

    def storage_settings(self) -> dict[str, object]:
        return {
            "database_url": self.database_url,
            "files_dir": self.files.root,
            "amqp_url": self.broker.url,
            "metrics_port": 0,
        }

    def make_whole(self) -> None:
        """Start whatever does not run, and forget what earlier tests kept."""
        self.broker.resume()
        for server in (self.broker, self.postgres, self.models, self.bff):
            if not server.process.runs():
                server.start()
        if not self.consumers.runs():
            self.consumers.start()
        self._empty()

    def kill_others(self) -> None:
        """End what a test started beside."""
        while self._others:
            process = self._others.pop()
            if process.runs():
                process.kill()

    def kill(self) -> None:
        """End all of it."""
        for process in (self.bff.process, self.consumers, self.models.process):
            if process.runs():
                process.kill()

    def _empty(self) -> None:
        self.broker.purge([DEAD_LETTER_QUEUE])
        wait_until(self.is_settled)
        self._let_hands_empty()
        with self.database.transaction() as session:
            for table in (ImageBox, Image, TextCorrection):
                session.execute(delete(table))
        shutil.rmtree(self.files.root, ignore_errors=True)

    def _let_hands_empty(self) -> None:
        """Wait until consumers are done with what they took before now, of whichever test it was.

        Each takes its queue in order: once they have kept a picture of ours, the others are kept.
        """
        last = taken()
        sender = Publisher(self.broker.url)
        sender.send(
            [pack(one) for one in (last, read(last.image_id, "x"), corrected(last.image_id, "x"))]
        )
        sender.close()
        wait_until(lambda: self._is_whole(last.image_id))

    def _is_whole(self, image_id: str) -> bool:
        """Whether a picture's file, lines and correction have all come."""
        with self.database.transaction() as session:
            return all(
                session.scalar(select(func.count()).where(condition))
                for condition in (
                    (Image.id == image_id) & Image.path.is_not(None),
                    ImageBox.image_id == image_id,
                    TextCorrection.image_id == image_id,
                )
            )

    def is_settled(self) -> bool:
        """Whether nothing is on its way; what a consumer has in hand is not seen here."""
        if self.outbox.exists():
            outbox = Outbox(self.outbox, OutboxLimits())
            waiting = outbox.depth().messages
            outbox.close()
            if waiting:
                return False
        return all(self.broker.depth(queue) == 0 for queue in QUEUES)

    def rows(self) -> dict[str, int]:
        """How many rows there are in each table, and pictures with a file."""
        with self.database.transaction() as session:
            return {
                "images": session.scalar(select(func.count(Image.id))) or 0,
                "with a file": session.scalar(select(func.count(Image.path))) or 0,
                "boxes": session.scalar(select(func.count(ImageBox.ord_num))) or 0,
            }

    def stored_files(self) -> dict[str, bytes]:
        """The pictures on disk, by their id; drafts of a writer that died are not counted."""
        return {
            Path(file.path).stem: (self.files.root / file.path).read_bytes()
            for day in self.files.days()
            for file in self.files.of_day(day)
        }

    def assert_kept_once(self, pictures: dict[str, bytes]) -> None:
        """Wait until all is stored; then there is exactly what was accepted: count for count."""
        expected = {
            "images": len(pictures),
            "with a file": len(pictures),
            "boxes": len(TEXTS) * len(pictures),
        }
        try:
            wait_until(lambda: self.rows() == expected, STORED_SECONDS)
        except TimeoutError:
            waiting = {queue: self.broker.depth(queue) for queue in QUEUES}
            raise AssertionError(
                f"{self.rows()} are stored, {expected} were accepted, {waiting} wait"
            ) from None
        wait_until(self.is_settled, STORED_SECONDS)
        assert self.rows() == expected
        assert self.stored_files() == pictures
        with self.database.transaction() as session:
            assert set(session.scalars(select(Image.id))) == set(pictures)
        assert self.broker.depth(DEAD_LETTER_QUEUE) == 0


class Readers:
    """Clients that send pictures, several at the same time, each picture another.

    Args:
        url: show-off-api.
        at_once: How many at the same time.
    """

    def __init__(self, url: str, at_once: int = _READERS) -> None:
        self.accepted = Accepted()
        self._url = url
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(at_once)
        self._sent = 0

    def send(self, count: int, noise: int = 0) -> None:
        """Begin to send so many; ``noise`` is about the least size of each, in bytes."""
        for _ in range(count):
            self._sent += 1
            self._pool.submit(self._send, picture(self._sent, noise))

    def wait_for(self, count: int) -> None:
        """Wait until so many were answered, in whatever way, since the beginning."""
        wait_until(lambda: self.answered >= count, STORED_SECONDS)

    @property
    def answered(self) -> int:
        return len(self.accepted.pictures) + self.accepted.refused

    def finish(self) -> Accepted:
        """Wait for all answers."""
        self._pool.shutdown()
        return self.accepted

    def _send(self, data: bytes) -> None:
        started = time.monotonic()
        try:
            image_id = post_picture(self._url, data)
        except Refused as refusal:
            with self._lock:
                self.accepted.refused += 1
                self.accepted.problems.add(refusal.problem)
            return
        seconds = time.monotonic() - started
        with self._lock:
            self.accepted.pictures[image_id] = data
            self.accepted.seconds.append(seconds)


def picture(number: int, noise: int = 0) -> bytes:
    """A PNG like no other."""
    side = max(32, round((noise / 3) ** 0.5))
    image = (
        Pixels.effect_noise((side, side), 90).convert("RGB")
        if noise
        else Pixels.new("RGB", (64, 48))
    )
    image.putpixel((0, 0), (number >> 16 & 255, number >> 8 & 255, number & 255))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=0)
    return buffer.getvalue()
