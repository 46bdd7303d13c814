"""What the detector's working resolution gains and costs.

python -m showoff_training.studies.compare_resolutions DIRECTORY …

"adaptive" reads at 1280 px, and once more at 1600 where the median line is lower than 12 px there.
"""

import io

import numpy as np
from PIL import Image

from detection_api.scaling import factor
from show_off.local import LocalReader
from showoff_training.measure import readers
from showoff_training.measure.readers import Reader
from showoff_training.measure.scores import ReadLine
from showoff_training.studies import comparison

LONG_SIDES = (720, 960, 1280, 1600)  # px
NORMAL, CLOSE = 1280, 1600
LOW = 12.0  # px at the normal resolution


def adaptive(normal: Reader, close: Reader) -> Reader:
    """Read with `close` what `normal` finds to be low print."""

    def read(data: bytes) -> list[ReadLine]:
        lines = normal(data)
        with Image.open(io.BytesIO(data)) as picture:
            scale = factor(picture.height, picture.width, NORMAL)
        heights = [np.linalg.norm(line.points[3] - line.points[0]) * scale for line in lines]
        return close(data) if lines and float(np.median(heights)) < LOW else lines

    return read


def main() -> None:
    options = comparison.parser("compare_resolutions", __doc__).parse_args()
    by_side = {side: readers.in_process(LocalReader(long_side=side)) for side in LONG_SIDES}
    ways = {f"{side} px": read for side, read in by_side.items()}
    ways["adaptive"] = adaptive(by_side[NORMAL], by_side[CLOSE])
    comparison.show(ways, options.data, options.limit)


if __name__ == "__main__":
    main()
