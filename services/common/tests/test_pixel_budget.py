import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.servers.processes import wait_until

from showoff_common.errors import Problem
from showoff_common.work.deadline import Deadline
from showoff_common.work.pixel_budget import PixelBudget

MEGAPIXELS = 10**6
BYTES_A_PIXEL = 15


def test_no_more_pixels_are_held_than_there_are() -> None:
    budget, lock = PixelBudget(100, wait_seconds=60), threading.Lock()
    held, most = 0, 0

    def decode(pixels: int) -> None:
        nonlocal held, most
        with budget.hold(pixels):
            with lock:
                held += pixels
                most = max(most, held)
            time.sleep(0.01)
            with lock:
                held -= pixels

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(decode, [30, 40, 60, 100, 10] * 10))

    assert 60 < most <= 100


def test_a_picture_larger_than_all_there_is_is_decoded_alone() -> None:
    budget = PixelBudget(100, wait_seconds=0.05)

    with budget.hold(1_000), pytest.raises(Problem) as refusal, budget.hold(1):
        pass

    assert refusal.value.status == 503
    assert "Retry-After" in refusal.value.headers
    with budget.hold(100):
        pass


def test_small_pictures_do_not_overtake_a_large_one_for_ever() -> None:
    budget, came = PixelBudget(100, wait_seconds=60), list[str]()

    def decode(name: str, pixels: int) -> None:
        with budget.hold(pixels):
            came.append(name)

    with ThreadPoolExecutor(2) as pool:
        with budget.hold(50):
            large = pool.submit(decode, "large", 100)
            wait_until(lambda: len(budget._line) == 1)
            small = pool.submit(decode, "small", 10)
            wait_until(lambda: len(budget._line) == 2)
        large.result()
        small.result()

    assert came == ["large", "small"]


def test_who_is_late_does_not_wait() -> None:
    budget = PixelBudget(100, wait_seconds=60)

    with budget.hold(100), pytest.raises(Problem), budget.hold(1, Deadline.after(0.05)):
        pass


@pytest.mark.parametrize("mode", ["I", "F", "I;16", "RGBA", "CMYK"])
def test_a_decoded_picture_takes_no_more_memory_than_is_reckoned_with(
    tmp_path: Path, mode: str
) -> None:
    file = tmp_path / "picture.tif"
    drawn(mode, 3_000, 2_000).save(file)
    program = f"""
import resource
from pathlib import Path
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.pixels import decode

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

data = Path({str(file)!r}).read_bytes()
before = peak()
decode(data, PictureLimits(max_bytes=10**9))
print(peak() - before)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=True
    )

    assert int(ran.stdout) / (6 * MEGAPIXELS) < BYTES_A_PIXEL


def drawn(mode: str, width: int, height: int) -> Image.Image:
    grey = Image.fromarray(np.arange(width * height, dtype=np.uint8).reshape(height, width))
    match mode:
        case "I" | "F" | "I;16":
            kind = {"I": np.int32, "F": np.float32, "I;16": np.uint16}[mode]
            return Image.fromarray(np.asarray(grey).astype(kind) * 257)
        case _:
            return grey.convert("RGB").convert(mode)
