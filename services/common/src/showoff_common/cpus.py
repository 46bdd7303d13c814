"""How many CPUs this process may use: its affinity and its cgroup's quota, not the host's count."""

import math
import os
from pathlib import Path

_CGROUPS = Path("/sys/fs/cgroup")
_MEMBERSHIP = Path("/proc/self/cgroup")


def allowed_cpus() -> int:
    """Whole CPUs that this process may use, at least 1; a quota of 1.5 counts as 2."""
    visible = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    granted = quota()
    return max(1, min(visible or 1, math.ceil(granted) if math.isfinite(granted) else 2**16))


def quota(cgroups: Path = _CGROUPS, membership: Path = _MEMBERSHIP) -> float:
    """CPUs granted by the process's cgroup and those above it; infinity where nothing limits it.

    Args:
        cgroups: Where the cgroup file systems are mounted.
        membership: The file that lists the process's groups (cgroups(7)).
    """
    granted = math.inf
    for line in _read(membership).splitlines():
        _, controllers, path = line.split(":", 2)
        mount = cgroups / "cpu" if "cpu" in controllers.split(",") else cgroups
        if controllers and mount == cgroups:
            continue  # a v1 hierarchy that does not govern CPUs
        group = mount / path.lstrip("/")
        for folder in (group, *group.parents):
            granted = min(granted, _version_2(folder), _version_1(folder))
            if folder == mount:
                break
    return granted


def _version_2(group: Path) -> float:
    limit, _, period = _read(group / "cpu.max").partition(" ")
    return int(limit) / int(period) if limit.isdigit() else math.inf


def _version_1(group: Path) -> float:
    limit = int(_read(group / "cpu.cfs_quota_us") or -1)
    return limit / int(_read(group / "cpu.cfs_period_us")) if limit > 0 else math.inf


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except OSError:
        return ""
