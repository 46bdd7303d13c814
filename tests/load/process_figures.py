"""What the kernel tells of a process: memory, time, open files, name. Linux only."""

from pathlib import Path


def resident_mb(process: int) -> float:
    return _megabytes(process, "VmRSS")


def peak_mb(process: int) -> float:
    """The most that was resident since the start, or since `forget_peak`."""
    return _megabytes(process, "VmHWM")


def forget_peak(process: int) -> None:
    Path(f"/proc/{process}/clear_refs").write_text("5", encoding="ascii")


def busy_seconds(process: int) -> float:
    """How long its threads have had a processor, all together, since they began."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return sum(_on_processor(thread) for thread in threads) / 1e9


def descriptors(process: int) -> int:
    """Files and sockets that it has open."""
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def name(process: int) -> str:
    """The module that `python -m` runs, or the program."""
    words = Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8").split("\0")
    return words[2] if words[1:2] == ["-m"] else words[0]


def _on_processor(thread: Path) -> int:
    """Nanoseconds; 0 of a thread that has ended meanwhile."""
    try:
        return int((thread / "schedstat").read_text(encoding="ascii").split()[0])
    except FileNotFoundError:
        return 0


def _megabytes(process: int, field: str) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith(f"{field}:"))
    return int(line.split()[1]) / 1024
