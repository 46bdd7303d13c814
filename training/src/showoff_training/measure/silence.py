"""What is read from pictures without text: photographs and textures, and clutter on them.

python -m showoff_training.measure.silence
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter

import cv2
from rich.console import Console
from rich.progress import track

from show_off.local import LocalReader
from showoff_training.detection.validation import SYNTHETIC_SIZE, VALIDATION_SEED
from showoff_training.synthesis.backgrounds import Backgrounds, load_wallpapers
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.pages import PageSynthesis
from showoff_training.synthesis.text import TextSource


def main(arguments: list[str] | None = None) -> None:
    parser = ArgumentParser(
        prog="python -m showoff_training.measure.silence",
        description=__doc__,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pictures", type=int, default=100)
    count = parser.parse_args(arguments).pictures
    text = TextSource(VALIDATION_SEED)
    pages = PageSynthesis(load_faces()[1], text, Backgrounds(load_wallpapers()), VALIDATION_SEED)
    reader, readings = LocalReader(), []
    for _ in track(range(count), "reading", console=Console(stderr=True), transient=True):
        image = cv2.cvtColor(pages.page(SYNTHETIC_SIZE, "negative").image, cv2.COLOR_RGB2BGR)
        _, reading = reader.read(cv2.imencode(".png", image)[1].tobytes())
        readings.append(reading)
    loud = [reading for reading in readings if reading.lines]
    console = Console()
    console.print(f"{len(loud)} of {count} pictures without text say something")
    for line in (line for reading in loud for line in reading.lines):
        console.print(f"  {line.confidence:.2f}  {line.text}", markup=False)


if __name__ == "__main__":
    main()
