import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.events import corrected, taken

from show_off_api.outbox.store import Outbox, OutboxFull, OutboxLimits
from showoff_common.messaging.events import (
    new_image_id,
)
from showoff_common.messaging.wire import (
    Message,
    pack,
)

ROOMY = OutboxLimits(free=0)


def messages(count: int, size: int = 10) -> list[Message]:
    return [pack(taken(data=bytes(size))) for _ in range(count)]


def test_what_was_put_is_there_in_order_after_a_new_start(tmp_path: Path) -> None:
    put = messages(5)
    outbox = Outbox(tmp_path / "outbox.db", ROOMY)
    outbox.put(put[:2])
    outbox.put(put[2:])
    outbox.close()

    assert Outbox(tmp_path / "outbox.db", ROOMY).oldest(10, 10**6) == put


def test_what_was_put_outlives_a_kill(tmp_path: Path) -> None:
    program = f"""
import os, signal
from pathlib import Path
from show_off_api.outbox.store import Outbox, OutboxLimits
from showoff_common.messaging.wire import (
    Message,
)
outbox = Outbox(Path({str(tmp_path / "outbox.db")!r}), OutboxLimits(free=0))
outbox.put([Message("imageQueue", b"kept", "image/png", "1", {{}})])
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", program], check=False)

    (message,) = Outbox(tmp_path / "outbox.db", ROOMY).oldest(10, 10**6)
    assert message.body == b"kept"


def test_all_messages_of_a_call_are_taken_or_none(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.db", ROOMY)
    (twice,) = messages(1)

    with pytest.raises(sqlite3.IntegrityError):
        outbox.put([*messages(1), twice, twice])

    assert outbox.depth().messages == 0


@pytest.mark.parametrize(
    "limits",
    [
        OutboxLimits(messages=3, free=0),
        OutboxLimits(size=30, free=0),
        OutboxLimits(free=2**62),
    ],
    ids=["messages", "bytes", "disk"],
)
def test_a_full_outbox_says_when_to_come_back(tmp_path: Path, limits: OutboxLimits) -> None:
    outbox = Outbox(tmp_path / "outbox.db", limits)

    with pytest.raises(OutboxFull) as refusal:
        outbox.put(messages(4))

    assert refusal.value.status == 503
    assert "Retry-After" in refusal.value.headers


def test_a_full_outbox_takes_again_what_it_has_room_for(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.db", OutboxLimits(messages=1, free=0))
    first, second = messages(2)
    outbox.put([first])
    with pytest.raises(OutboxFull):
        outbox.put([second])

    outbox.settle([first.message_id], {})
    outbox.put([second])

    assert outbox.oldest(10, 10**6) == [second]


def test_a_batch_is_bounded_by_bytes_but_never_empty(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.db", ROOMY)
    outbox.put(messages(4, size=100))

    assert len(outbox.oldest(10, 1)) == 1
    assert len(outbox.oldest(10, 200)) == 2
    assert len(outbox.oldest(3, 10**6)) == 3


def test_a_batch_costs_no_more_than_itself_however_much_waits_behind(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.db", ROOMY)
    outbox.put(messages(80, size=2**19))
    outbox.close()
    outbox = Outbox(tmp_path / "outbox.db", ROOMY)

    before = bytes_moved()
    batch = outbox.oldest(64, 2**20)
    read, written = (now - then for now, then in zip(bytes_moved(), before, strict=True))

    assert len(batch) == 2
    assert read < 2**21
    assert written < 2**16, "nothing is sorted in a file"


def bytes_moved() -> tuple[int, int]:
    """Bytes that this process has read and written, from and to whatever (proc_pid_io(5))."""
    figures = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(figures["rchar"]), int(figures["wchar"])


def test_an_outbox_of_an_older_version_is_emptied_in_order(tmp_path: Path) -> None:
    put = messages(3)
    outbox = Outbox(tmp_path / "outbox.db", ROOMY)
    outbox.put(put)
    outbox.close()
    with sqlite3.connect(tmp_path / "outbox.db") as older:
        older.execute("DROP INDEX message_waiting")
    older.close()

    assert Outbox(tmp_path / "outbox.db", ROOMY).oldest(10, 10**6) == put


def test_the_depth_is_told(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.db", ROOMY)
    put = messages(3, size=100)
    outbox.put(put)
    outbox.settle([put[0].message_id], {put[1].message_id: "not readable"})

    depth = outbox.depth()

    assert (depth.messages, depth.size, depth.refused) == (2, 200, 1)
    time.sleep(0.05)
    assert outbox.depth().age >= depth.age + 0.05


def test_what_was_refused_is_kept_aside_and_tried_anew_at_the_next_start(tmp_path: Path) -> None:
    message = pack(corrected(new_image_id(), "x"))
    outbox = Outbox(tmp_path / "outbox.db", ROOMY)
    outbox.put([message])
    outbox.settle([], {message.message_id: "a bug"})
    assert outbox.oldest(10, 10**6) == []
    outbox.close()

    assert Outbox(tmp_path / "outbox.db", ROOMY).oldest(10, 10**6) == [message]


def test_an_emptied_outbox_gives_the_disk_back(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.db", ROOMY)
    put = messages(40, size=2**20)
    outbox.put(put)

    outbox.settle([message.message_id for message in put[:39]], {})
    assert outbox.oldest(10, 10**8) == put[39:]
    outbox.settle([put[39].message_id], {})

    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 2**20
