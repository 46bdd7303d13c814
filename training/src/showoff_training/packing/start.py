"""Start, or go on with, the run that was packed beside this file.

python3 train.py --hours 0.15 --run run
"""

import os
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRAIN = "showoff_training.NETWORK.train"  # filled in by `pack`, as the weights are
GIVEN = {
    "data": "train",
    "validate": "dev",
    "weights": "weights/WEIGHTS",
    "orientation": "weights/orientation.pt",
}


def main() -> None:
    os.environ["SHOWOFF_MATERIALS"] = str(HERE / "materials")
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # there are as many processes as cores
    sys.path.insert(0, str(HERE / "src"))
    sys.path.append(str(HERE / "site"))  # what is installed comes first
    options = [
        part
        for name, path in GIVEN.items()
        if (HERE / path).exists()
        for part in (f"--{name}", str(HERE / path))
    ]
    import_module(TRAIN).main([*options, *sys.argv[1:]])


if __name__ == "__main__":  # processes that render begin here, too
    main()
