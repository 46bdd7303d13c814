"""show-off-api-go as its image has it, for each processor: `python -m tests.delivery.binaries`.

Fails where one can't be built, or needs anything beside the kernel.
"""

import struct
import sys
import tempfile
from pathlib import Path
from typing import Final

from tools import go

MACHINES: Final = {"amd64": 62, "arm64": 183}
"""By Go's name, the ELF machine."""
_INTERPRETER: Final = 3
"""The type of a segment that names a loader of shared libraries."""


def machine_and_segments(binary: Path) -> tuple[int, set[int]]:
    """Machine, and types of segments, of a little-endian ELF file of 64 bits.

    Raises:
        ValueError: It is none.
    """
    with binary.open("rb") as file:
        head = file.read(64)
        if head[:6] != b"\x7fELF\x02\x01":
            raise ValueError(f"{binary}: not an ELF file of 64 bits")
        machine, offset = (
            struct.unpack_from("<H", head, 18)[0],
            struct.unpack_from("<Q", head, 32)[0],
        )
        size, count = struct.unpack_from("<HH", head, 54)
        segments = set()
        for number in range(count):
            file.seek(offset + number * size)
            segments.add(struct.unpack("<I", file.read(4))[0])
    return machine, segments


def main() -> int:
    faults = 0
    for architecture, expected in MACHINES.items():
        with tempfile.TemporaryDirectory() as folder:
            binary = go.build_for(architecture, Path(folder))
            machine, segments = machine_and_segments(binary)
            is_whole = machine == expected and _INTERPRETER not in segments
            faults += not is_whole
            kind = "static" if is_whole else f"machine {machine}, segments {sorted(segments)}"
            sys.stdout.write(f"{architecture}: {binary.stat().st_size / 1e6:.1f} MB, {kind}\n")
    return faults


if __name__ == "__main__":
    sys.exit(main())
