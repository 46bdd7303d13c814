import threading
import time
from concurrent.futures import ThreadPoolExecutor

from showoff_common.web.readiness import Readiness


def test_what_was_found_is_remembered_for_a_while() -> None:
    looks: list[float] = []

    def look() -> bool:
        looks.append(time.monotonic())
        return True

    ready = Readiness({"model": look}, fresh_seconds=0.2)
    answers = [ready() for _ in range(50)]
    time.sleep(0.3)
    ready()

    assert answers == 50 * [{"model": True}]
    assert len(looks) == 2


def test_a_service_that_hangs_holds_one_who_asks_and_no_other() -> None:
    released, looking = threading.Event(), threading.Event()

    def hang() -> bool:
        looking.set()
        return released.wait(60)

    ready = Readiness({"model": hang})
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(ready)
        assert looking.wait(30)
        started = time.monotonic()
        others = [ready() for _ in range(20)]
        seconds = time.monotonic() - started
        released.set()

        assert first.result() == {"model": True}
    assert others == 20 * [{"model": False}], "nobody has seen it answer yet"
    assert seconds < 5
