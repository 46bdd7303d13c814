"""Measure latency, stage by stage, over pictures; and against the original's CTPN in the same run.

Figures are wall time on the CPUs that this process may use (`taskset` takes some away); quiet ones
give the true figures.
"""

import statistics
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.progress import track
from rich.table import Table

from detection_api.detector import Detector
from detection_api.reading_order import reading_order
from recognition_api.crops import LINE_HEIGHT
from recognition_api.recognizer import Recognizer
from showoff_common.cpus import allowed_cpus
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.pixels import decode
from showoff_training.measure import readers
from showoff_training.studies import vgg_ctpn

_LINE_WIDTH, _BATCHES = 320, (1, 8)  # px, and how many lines are timed together
_REFERENCE_SIZE = (736, 1280)  # height, width in pixels: a 720p picture, padded as nets need it


class Stopwatch:
    """Seconds by the name of the stage."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[name].append(time.perf_counter() - started)


def time_stages(pictures: Sequence[bytes], repeats: int, url: str | None) -> Stopwatch:
    """Time each stage of each picture `repeats` times, after one round that does not count."""
    detector, recognizer = Detector(threads=allowed_cpus()), Recognizer(threads=allowed_cpus())
    over_http = readers.over_http(url) if url else None
    watch = Stopwatch()
    for number in track(
        range(repeats + 1), "Reading", console=Console(stderr=True), transient=True
    ):
        if number == 1:
            watch = Stopwatch()
        for data in pictures:
            with watch.stage("whole read"):
                with watch.stage("decode"):
                    image = decode(data, PictureLimits())
                with watch.stage("detect"):
                    lines = detector.detect(image)
                with watch.stage("recognise"):
                    recognizer.read(image, lines.points)
                with watch.stage("order"):
                    reading_order(lines.points.tolist())
            if over_http:
                with watch.stage("over HTTP"):
                    over_http(data)
    return watch


def time_lines(together: int, repeats: int) -> float:
    """Median seconds a line of 32 x 320 px costs in a batch of that size; noise, so not spelt."""
    rng = np.random.default_rng(0)
    lines = [
        rng.integers(0, 256, (LINE_HEIGHT, _LINE_WIDTH), dtype=np.uint8) for _ in range(together)
    ]
    recognizer = Recognizer(threads=allowed_cpus(), spells=False)
    return _median(lambda: recognizer.read_crops(lines), repeats) / together


def time_reference(repeats: int) -> tuple[float, float]:
    """Median seconds of the original's network and of our detector on a picture of one size."""
    torch.set_num_threads(allowed_cpus())
    height, width = _REFERENCE_SIZE
    image = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    tensor = torch.from_numpy(image).permute(2, 0, 1)[None].float()
    network, detector = vgg_ctpn.build(), Detector(threads=allowed_cpus())
    with torch.no_grad():
        original = _median(lambda: network(tensor), max(1, repeats // 3))
    return original, _median(lambda: detector.detect(image), 3 * repeats)


def _median(work: Callable[[], object], repeats: int) -> float:
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def main() -> None:
    parser = ArgumentParser("bench", description=__doc__)
    parser.add_argument("--pictures", type=Path, default=Path("samples/images"), metavar="DIR")
    parser.add_argument("--repeats", type=int, default=5, help="rounds over all pictures")
    parser.add_argument("--url", help="also time a running POST /read")
    options = parser.parse_args()
    pictures = [file.read_bytes() for file in sorted(options.pictures.iterdir())]
    watch = time_stages(pictures, options.repeats, options.url)
    table = Table("stage", "p50 ms", "p95 ms", title=f"{len(pictures)} pictures")
    for name, seconds in watch.seconds.items():
        p50, p95 = np.percentile(seconds, [50, 95]) * 1000
        table.add_row(name, f"{p50:.1f}", f"{p95:.1f}")
    console = Console()
    console.print(table)
    for together in _BATCHES:
        console.print(
            f"Recognition of one {LINE_HEIGHT} x {_LINE_WIDTH} line in a batch of {together}: "
            f"{time_lines(together, 4 * options.repeats) * 1000:.2f} ms."
        )
    original, ours = time_reference(options.repeats)
    height, width = _REFERENCE_SIZE
    console.print(
        f"Detection of {width} x {height}: the original's VGG16 CTPN {original * 1000:.0f} ms "
        f"(the network alone), ours {ours * 1000:.1f} ms (whole): {original / ours:.0f} times."
    )


if __name__ == "__main__":
    main()
