import re
from pathlib import Path

import httpx
from tests.events import read, taken
from tests.faults.figures import report
from tests.faults.model_stand_in import TEXTS
from tests.faults.platform import Platform, Readers, each_bff, picture
from tests.servers.processes import free_port, wait_until
from tests.servers.small_disk import make_room, on_small_disk, seen_by

from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.topology import DEAD_LETTER_QUEUE
from showoff_common.messaging.wire import (
    pack,
)

MIB = 2**20
SIZE = 60_000


@each_bff
def test_a_full_outbox_disk_refuses_reads_and_recovers_by_itself(
    platform: Platform, tmp_path: Path
) -> None:
    platform.bff.kill()
    bff = platform.new_bff(outbox=tmp_path / "outbox" / "outbox.db", outbox_free_bytes=16 * MIB)
    on_small_disk(bff.process, tmp_path / "outbox", 32 * MIB)
    platform.broker.pause()
    bff.start()
    readers = Readers(bff.url)

    readers.send(50, noise=10 * SIZE)
    accepted = readers.finish()

    assert len(accepted.pictures) > 3
    assert accepted.refused > 3
    assert accepted.problems == {(503, "Outbox full", "30")}
    platform.broker.resume()
    platform.assert_kept_once(accepted.pictures)
    later = Readers(bff.url)
    wait_until(lambda: accepts(later))
    accepted.pictures.update(later.finish().pictures)
    platform.assert_kept_once(accepted.pictures)
    report("outbox disk full", accepted=len(accepted.pictures), refused=accepted.refused, lost=0)


def accepts(readers: Readers) -> bool:
    """Whether a picture more was accepted."""
    answered = readers.answered
    readers.send(1, noise=10 * SIZE)
    readers.wait_for(answered + 1)
    return bool(readers.accepted.pictures)


def test_a_full_picture_disk_holds_messages_back_and_recovers_by_itself(
    platform: Platform, tmp_path: Path
) -> None:
    platform.consumers.kill()
    folder = tmp_path / "pictures"
    port = free_port()
    consumers = platform.new_consumers("image_api", files_dir=folder, metrics_port=port)
    on_small_disk(consumers, folder, 16 * MIB, ballast=15 * MIB)
    pictures = {
        event.image_id: event for event in (taken(data=picture(n, SIZE)) for n in range(40))
    }
    sender = Publisher(platform.broker.url)
    sender.send([pack(event) for event in pictures.values()])
    sender.send([pack(read(image_id, *TEXTS)) for image_id in pictures])
    sender.close()

    consumers.start()
    wait_until(lambda: "No space left on device" in consumers.last_words())

    assert delayed(port) > 0
    stored = {file.stem: file.read_bytes() for file in seen_by(consumers, folder).glob("2*/*")}
    assert 3 < len(stored) < 40
    assert all(data == pictures[image_id].data for image_id, data in stored.items())
    make_room(consumers, folder)
    wait_until(lambda: platform.rows() == {"images": 40, "with a file": 40, "boxes": 80})
    kept = {file.stem: file.read_bytes() for file in seen_by(consumers, folder).glob("*/*")}
    assert kept == {image_id: event.data for image_id, event in pictures.items()}
    assert platform.broker.depth(DEAD_LETTER_QUEUE) == 0
    report("picture disk full", pictures=40, stored_before=len(stored), lost=0, half_written=0)


def delayed(port: int) -> float:
    """Tries that failed for the disk's sake, as the consumers' metrics tell."""
    metrics = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=30).text
    pattern = r'^showoff_messages_delayed_total\{queue="imageQueue"\} (\S+)$'
    (value,) = re.findall(pattern, metrics, re.MULTILINE)
    return float(value)
