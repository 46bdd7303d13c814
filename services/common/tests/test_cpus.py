import math
import os
from pathlib import Path

import pytest

from showoff_common.cpus import allowed_cpus, quota


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="ascii")


@pytest.fixture
def membership(tmp_path: Path) -> Path:
    return tmp_path / "membership"


def test_no_cgroup_means_no_limit(tmp_path: Path, membership: Path) -> None:
    assert quota(tmp_path, membership) == math.inf


def test_version_2_quota_is_read(tmp_path: Path, membership: Path) -> None:
    write(membership, "0::/pod/container")
    write(tmp_path / "pod/container/cpu.max", "150000 100000")

    assert quota(tmp_path, membership) == 1.5


def test_the_narrowest_group_above_counts(tmp_path: Path, membership: Path) -> None:
    write(membership, "0::/pod/container")
    write(tmp_path / "pod/container/cpu.max", "max 100000")
    write(tmp_path / "pod/cpu.max", "300000 100000")

    assert quota(tmp_path, membership) == 3


def test_version_1_quota_is_read(tmp_path: Path, membership: Path) -> None:
    write(membership, "4:memory:/other\n3:cpu,cpuacct:/box")
    write(tmp_path / "cpu/box/cpu.cfs_quota_us", "200000")
    write(tmp_path / "cpu/box/cpu.cfs_period_us", "100000")
    write(tmp_path / "cpu/cpu.cfs_quota_us", "-1")

    assert quota(tmp_path, membership) == 2


def test_allowed_cpus_never_exceed_affinity() -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        assert allowed_cpus() == 1
    finally:
        os.sched_setaffinity(0, before)
