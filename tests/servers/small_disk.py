"""A disk that is soon full: a tmpfs that only one process and its children see."""

import os
from pathlib import Path

from tests.servers.processes import Process

# An ordinary user may mount in a user namespace of their own.
_NAMESPACE = ["--mount"] if os.getuid() == 0 else ["--mount", "--user", "--map-root-user"]
# Nothing that is mounted gets out. A chroot's root is no mount whose propagation could be changed;
# who enters its own namespace once more stands at the root that is one.
_PRIVATE = (
    "{ mount --make-rprivate / 2>/dev/null || "
    'nsenter --mount="/proc/$$/ns/mnt" mount --make-rprivate /; }'
)
_MOUNT = (
    f'{_PRIVATE} && mount -t tmpfs -o "size=$1" tmpfs "$2" '
    '&& head -c "$3" /dev/zero > "$2/ballast" && shift 3 && exec "$@"'
)


def on_small_disk(process: Process, folder: Path, size: int, ballast: int = 0) -> None:
    """Let ``folder`` be a disk of its own once the process starts.

    Args:
        process: Sees the disk, with its children; nobody else does.
        folder: Where; made where it is missing.
        size: Of the disk, in bytes.
        ballast: Bytes of it that are taken until :func:`make_room`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    process.command = [
        *("unshare", *_NAMESPACE, "--propagation", "unchanged"),
        *("sh", "-c", _MOUNT, "sh", str(size), str(folder), str(ballast)),
        *process.command,
    ]


def seen_by(process: Process, folder: Path) -> Path:
    """Where ``folder`` as the process sees it can be looked at."""
    return Path(f"/proc/{process.pid}/root{folder.absolute()}")


def make_room(process: Process, folder: Path) -> None:
    """Take the ballast away, while the process runs."""
    (seen_by(process, folder) / "ballast").unlink()
