"""The outbox: what was promised to be kept, on this machine's disk until it is handed over."""

import json
import shutil
import sqlite3
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Final

from showoff_common.errors import Problem
from showoff_common.messaging.wire import Message

_SHRINK_FROM: Final = 4 * 2**20  # bytes

_SCHEMA: Final = files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")
_PRAGMAS: Final = (
    "auto_vacuum=INCREMENTAL",  # so that an outbox that was full can give its disk back
    "journal_mode=WAL",
    "synchronous=FULL",  # a commit is on disk before it returns
    "busy_timeout=10000",
)


class OutboxFull(Problem):
    """Nothing more can be promised now.

    Args:
        detail: Why, in words for a client.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(
            HTTPStatus.SERVICE_UNAVAILABLE, "Outbox full", detail, headers={"Retry-After": "30"}
        )


@dataclass(frozen=True)
class OutboxLimits:
    """How much may wait in the outbox.

    Attributes:
        messages: Most messages.
        size: Most bytes, all messages together.
        free: Bytes that are left free on the disk: room for emptying the outbox, too.
    """

    messages: int = 20_000
    size: int = 4 * 2**30
    free: int = 128 * 2**20


@dataclass(frozen=True)
class Depth:
    """What waits in the outbox.

    Attributes:
        messages: How many, those refused included.
        size: Their bytes.
        refused: How many of them were refused for good.
        age: Seconds since the oldest of the others was accepted.
    """

    messages: int
    size: int
    refused: int
    age: float


class Outbox:
    """Messages in a SQLite file, first in, first out; safe to share between threads.

    Args:
        path: The file; made, with its folder, where it is missing.
        limits: How much it takes.
    """

    def __init__(self, path: Path, limits: OutboxLimits) -> None:
        self._path = path.absolute()
        self._folder = self._path.parent
        self._limits = limits
        self._changed = threading.Condition()
        self._lock = threading.RLock()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False)
        for pragma in _PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript(_SCHEMA)
        with self._transaction() as connection:
            # A new start may bring the fix for what made a message unacceptable.
            connection.execute("UPDATE message SET refused = NULL WHERE refused IS NOT NULL")

    def check_room(self, size: int = 0, messages: int = 1) -> None:
        """Check early whether ``size`` more bytes in ``messages`` messages would fit.

        Raises:
            OutboxFull: They would not.
        """
        depth = self.depth()
        crowded = depth.messages + messages > self._limits.messages
        if crowded or depth.size + size > self._limits.size:
            raise OutboxFull(
                "As much as can be kept safe is waiting to be stored; try again shortly."
            )
        # Twice: it is written to the log first, and from there to its place.
        if shutil.disk_usage(self._folder).free < self._limits.free + 2 * size:
            raise OutboxFull("The disk that keeps pictures safe is full; try again later.")

    def put(self, messages: Sequence[Message]) -> None:
        """Take messages, all or none; once this returns they outlive a power cut.

        Raises:
            OutboxFull: There is no room; none of them was taken.
        """
        accepted = time.time()
        rows = [
            (
                message.message_id,
                message.queue,
                message.content_type,
                json.dumps(dict(message.headers)),
                message.body,
                len(message.body),
                accepted,
            )
            for message in messages
        ]
        try:
            with self._transaction() as connection:
                self.check_room(sum(len(message.body) for message in messages), len(messages))
                connection.executemany(
                    "INSERT INTO message (message_id, queue, content_type, headers, body, size,"
                    " accepted) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    rows,
                )
        except sqlite3.OperationalError as error:
            raise OutboxFull(f"Nothing can be kept safe now ({error}); try again later.") from error
        with self._changed:
            self._changed.notify_all()

    def oldest(self, most: int, size: int) -> list[Message]:
        """The messages to hand over next: at most ``most``, about ``size`` bytes, at least one."""
        batch: list[Message] = []
        with self._lock:
            # By that index: SQLite would choose the other one, and write all bodies to a file to
            # sort them.
            rows = self._connection.execute(
                "SELECT queue, body, content_type, message_id, headers FROM message"
                " INDEXED BY message_waiting WHERE refused IS NULL ORDER BY number LIMIT ?",
                [most],
            )
            for queue, body, content_type, message_id, headers in rows:
                batch.append(Message(queue, body, content_type, message_id, json.loads(headers)))
                size -= len(body)
                if size <= 0:
                    break
            rows.close()
        return batch

    def settle(self, taken: Collection[str], refused: Mapping[str, str]) -> None:
        """Delete what was taken; set aside, with the reason, what was refused for good.

        Args:
            taken: Message ids.
            refused: Reasons by message id.
        """
        with self._transaction() as connection:
            connection.executemany(
                "DELETE FROM message WHERE message_id = ?", [(one,) for one in taken]
            )
            connection.executemany(
                "UPDATE message SET refused = ? WHERE message_id = ?",
                [(reason, message_id) for message_id, reason in refused.items()],
            )

        if self._path.stat().st_size > _SHRINK_FROM and self.depth().messages == 0:
            self._shrink()

    def depth(self) -> Depth:
        """What waits now."""
        with self._lock:
            messages, size, refused, oldest = self._connection.execute(
                "SELECT count(*), total(size), count(refused),"
                " min(CASE WHEN refused IS NULL THEN accepted END) FROM message"
            ).fetchone()
        age = max(0.0, time.time() - oldest) if oldest is not None else 0.0
        return Depth(messages, int(size), refused, age)

    def wait(self, seconds: float) -> None:
        """Wait until something is put, or woken, or so long."""
        with self._changed:
            self._changed.wait(seconds)

    def wake(self) -> None:
        """End all waiting."""
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _shrink(self) -> None:
        """Give the disk back what the messages took: SQLite would keep it for the next ones."""
        with self._lock:
            # As a script: execute() would stop after the first page.
            self._connection.executescript(
                "PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)"
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._connection:
            yield self._connection
