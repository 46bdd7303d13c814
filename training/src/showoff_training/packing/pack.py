"""Pack a training run for a machine without network.

    python -m showoff_training.packing.pack recognition --data DIR --validate DIR

There, Python from 3.11 on with torch, NumPy, OpenCV and Pillow is enough:

    tar xf training-recognition.tar.xz
    python3 training-recognition/train.py --hours 0.15 --run run

The same line again goes on from the run's checkpoint. `train.py --help` tells what else can be
set; best.pt in the run's folder is what to bring home.
"""

import argparse
import lzma
import tarfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from showoff_training.packing.drawn import drawn
from showoff_training.packing.pictures import Network, files, packed, thinned, unpacked
from showoff_training.packing.sources import sources

MEGABYTE: Final = 1_000_000
WEIGHTS: Final = {"recognition": ("crnn.pt",), "detection": ("ctpn.pt", "orientation.pt")}
START: Final = Path(__file__).with_name("start.py")
WORDS_A_PICTURE: Final = 6
PRESET: Final = 6  # of xz
HEADERS: Final = 0.985  # of the limit: what names of pictures in the archive leave


def pack(
    network: Network,
    target: Path,
    *,
    data: Path | None,
    validate: Path | None,
    weights: Path,
    most: float,
    validated: int = 24,
) -> None:
    """Write an archive.

    Args:
        network: Which one is to be trained.
        target: The archive, .tar.xz; its folder inside is named after it.
        data: Annotated sets to train on; thinned until all fits.
        validate: Annotated sets to measure on.
        weights: The folder of those to start from.
        most: MB of the archive.
        validated: Most pictures of a set to measure on.

    Raises:
        ValueError: Even without a picture to train on it would be larger.
    """
    root = target.name.removesuffix(".tar.xz")
    start = START.read_text(encoding="utf-8").replace("NETWORK", network)
    start = start.replace("WEIGHTS", WEIGHTS[network][0])
    fixed = [("train.py", start.encode()), *sources()]
    fixed += [(f"materials/{name}", content) for name, content in drawn()]
    fixed += [(f"weights/{name}", (weights / name).read_bytes()) for name in WEIGHTS[network]]
    if validate is not None:
        fixed += [(f"dev/{name}", content) for name, content in _few(validate, network, validated)]
    begun = _compressed(root, fixed, ends=False)
    left = int(HEADERS * most * MEGABYTE) - len(begun)
    if left < 0:
        raise ValueError(f"{-left / MEGABYTE:.1f} MB too much without a picture to train on")
    pictures = thinned(packed(unpacked(data, network)), left) if data is not None else []
    train = [(f"train/{name}", content) for name, content in files(pictures)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(begun + _compressed(root, train, ends=True))


def _few(validate: Path, network: Network, most: int) -> Iterator[tuple[str, bytes]]:
    """At most so many pictures of each set, evenly spread; of cut words, which are small, more."""
    for group, pictures in groupby(unpacked(validate, network), lambda picture: picture.group):
        own = [*pictures]
        count = most * WORDS_A_PICTURE if group.startswith("crops/") else most
        yield from files(packed(own[:: max(1, len(own) // count)][:count]))


def _compressed(root: str, content: Iterable[tuple[str, bytes]], *, ends: bool) -> bytes:
    """Files as a stream of their own, which may follow another; the last one ends the archive."""
    parts = []
    for name, data in content:
        head = tarfile.TarInfo(f"{root}/{name}")
        head.size, head.mode = len(data), 0o644
        parts += [head.tobuf(), data, bytes(-len(data) % tarfile.BLOCKSIZE)]
    parts.append(bytes(2 * tarfile.BLOCKSIZE) if ends else b"")
    return lzma.compress(b"".join(parts), preset=PRESET)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.packing.pack",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("network", choices=list(WEIGHTS), help="which one is to be trained")
    add("--data", type=Path, help="annotated pictures to train on, beside synthesis")
    add("--validate", type=Path, help="annotated pictures to measure on")
    add(
        "--weights",
        type=Path,
        default=Path("training/weights"),
        help="folder of those to start from",
    )
    add("--target", type=Path, help="by default training-NETWORK.tar.xz in runs/")
    add("--most", type=float, default=40.0, help="MB of the archive")
    options = parser.parse_args(arguments)
    target = options.target or Path(f"runs/training-{options.network}.tar.xz")
    try:
        pack(
            options.network,
            target,
            data=options.data,
            validate=options.validate,
            weights=options.weights,
            most=options.most,
        )
    except ValueError as problem:
        parser.error(str(problem))
    print(f"{target}: {target.stat().st_size / MEGABYTE:.1f} MB")  # noqa: T201 - progress of a command


if __name__ == "__main__":
    main()
