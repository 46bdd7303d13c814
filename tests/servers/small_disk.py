"""A disk that is soon full: a tmpfs that only one process and its children see."""

import os
import subprocess
from pathlib import Path

from tests.servers.processes import Process

# An ordinary user may mount in a user namespace of their own.
_NAMESPACE = ["--mount"] if os.getuid() == 0 else ["--mount", "--user", "--map-root-user"]
_MOUNT = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && shift 2 && exec "$@"'


def on_small_disk(process: Process, folder: Path, size: str) -> None:
    """Let ``folder`` be a disk of its own, of ``size`` as mount takes it, once it starts."""
    folder.mkdir(parents=True, exist_ok=True)
    process.command = [
        *("unshare", *_NAMESPACE, "sh", "-c", _MOUNT, "sh", size, str(folder)),
        *process.command,
    ]


def seen_by(process: Process, folder: Path) -> Path:
    """Where ``folder`` as the process sees it can be looked at."""
    return Path(f"/proc/{process.pid}/root{folder.absolute()}")


def enlarge(process: Process, folder: Path, size: str) -> None:
    """Make room, while the process runs."""
    enter = ["nsenter", "--target", str(process.pid), "--mount"]
    if os.getuid() != 0:
        enter += ["--user", "--preserve-credentials"]
    subprocess.run([*enter, "mount", "-o", f"remount,size={size}", str(folder)], check=True)
