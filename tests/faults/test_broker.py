from tests.faults.conftest import Scale
from tests.faults.figures import report
from tests.faults.platform import Platform, Readers


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
    reads = scale(300, 20)
    warm, present, absent = (Readers(platform.bff.url) for _ in range(3))
    warm.send(scale(20, 5))
    warm.finish()
    present.send(reads)
    present.finish()
    platform.assert_kept_once({**warm.accepted.pictures, **present.accepted.pictures})

    platform.broker.kill()
    absent.send(reads)
    absent.finish()
    platform.broker.start()

    assert len(absent.accepted.pictures) == reads
    everything = [readers.accepted.pictures for readers in (warm, present, absent)]
    platform.assert_kept_once({key: one[key] for one in everything for key in one})
    report(
        "broker away",
        reads=reads,
        median_with_broker=f"{1000 * present.accepted.median:.1f} ms",
        median_without=f"{1000 * absent.accepted.median:.1f} ms",
    )
