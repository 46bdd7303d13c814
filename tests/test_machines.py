"""Every service starts on every machine: from 1 to 256 CPUs, and within a container's share."""

import os
from functools import partial
from pathlib import Path

import pytest

from detection_api.settings import DetectionSettings
from image_api.settings import ImageApiSettings
from recognition_api.settings import RecognitionSettings
from show_off.front import FrontSettings
from show_off_api.settings import ShowOffApiSettings
from showoff_common import cpus
from showoff_common.settings import DecodingSettings, ServiceSettings, load

MOST_CPUS = 256
SERVICES: list[type[ServiceSettings]] = [
    ShowOffApiSettings,
    DetectionSettings,
    RecognitionSettings,
    ImageApiSettings,
    FrontSettings,
]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine of 256 CPUs; its cgroups lie in the folder."""
    (tmp_path / "membership").write_text("3:cpu,cpuacct:/box\n0::/box\n")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(MOST_CPUS)))
    quota = partial(cpus.quota, tmp_path, tmp_path / "membership")
    monkeypatch.setattr(cpus, "quota", quota)
    return tmp_path


def starts(kind: type[ServiceSettings], count: int) -> None:
    settings = load(kind)

    if isinstance(settings, DecodingSettings):
        assert settings.slots == count
        assert settings.server_threads > settings.slots + settings.waiting


@pytest.mark.parametrize("kind", SERVICES)
def test_a_service_starts_on_any_number_of_cpus(
    kind: type[ServiceSettings], monkeypatch: pytest.MonkeyPatch, machine: Path
) -> None:
    assert machine.is_dir()
    for count in range(1, MOST_CPUS + 1):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, count=count: set(range(count)))
        starts(kind, count)


@pytest.mark.parametrize("kind", SERVICES)
def test_a_service_starts_within_any_share_of_a_container(
    kind: type[ServiceSettings], machine: Path
) -> None:
    version_2 = machine / "box" / "cpu.max"
    version_1 = machine / "cpu" / "box" / "cpu.cfs_quota_us"
    for file in (version_2, version_1):
        file.parent.mkdir(parents=True)
    (version_1.parent / "cpu.cfs_period_us").write_text("100000")
    for count in range(1, MOST_CPUS + 1, 5):
        version_2.write_text(f"{count * 100_000 - 50_000} 100000")
        version_1.write_text("-1")
        starts(kind, count)
        version_2.write_text("max 100000")
        version_1.write_text(f"{count * 100_000}")
        starts(kind, count)


def test_image_api_has_no_settings_of_picture_work() -> None:
    assert {"slots", "waiting", "wait_seconds", "max_pixels"}.isdisjoint(
        ImageApiSettings.model_fields
    )
