from tests.faults.conftest import Scale
from tests.faults.figures import report
from tests.faults.platform import STORED_SECONDS, Platform, Readers, each_bff
from tests.servers.processes import wait_until


@each_bff
def test_killing_the_broker_again_and_again_loses_and_doubles_nothing(
    platform: Platform, scale: Scale
) -> None:
    kills, reads = scale(5, 1), scale(200, 45)
    readers = Readers(platform.bff.url)

    for kill in range(kills):
        readers.send(reads)
        readers.wait_for(kill * reads + reads // 3)
        platform.broker.kill()
        readers.wait_for(kill * reads + 2 * reads // 3)
        platform.broker.start()
    accepted = readers.finish()

    assert len(accepted.pictures) == kills * reads
    platform.assert_kept_once(accepted.pictures)
    report("broker killed", kills=kills, reads=kills * reads, lost=0, doubled=0)


def test_reads_do_not_mind_a_broker_that_is_away(platform: Platform, scale: Scale) -> None:
    turns, reads = scale(8, 1), scale(50, 10)
    # One read at a time: how long each takes, not how many a busy machine can do. And turn by
    # turn, so that whatever else the machine does weighs on both alike.
    there, away = Readers(platform.bff.url, at_once=1), Readers(platform.bff.url, at_once=1)

    for turn in range(turns):
        wait_until(platform.is_settled, STORED_SECONDS)
        there.send(reads)
        there.wait_for((turn + 1) * reads)
        platform.broker.kill()
        away.send(reads)
        away.wait_for((turn + 1) * reads)
        platform.broker.start()
    present, absent = there.finish(), away.finish()

    assert len(present.pictures) == len(absent.pictures) == turns * reads
    platform.assert_kept_once({**present.pictures, **absent.pictures})
    ratio = absent.median / present.median
    report(
        "broker unavailable",
        reads=2 * turns * reads,
        median_with_broker=f"{1000 * present.median:.1f} ms",
        median_without=f"{1000 * absent.median:.1f} ms",
        ratio=f"{ratio:.2f}",
    )
    # A few reads of a reduced run prove nothing about speed.
    assert ratio < 1.1 or not scale.full
