import errno
import tempfile
from pathlib import Path

import pytest
from pydantic import Field, ValidationError

from showoff_common.settings import DecodingSettings, check_writable, load


class ExampleSettings(DecodingSettings):
    port: int = Field(default=5000, ge=0, le=65535)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOWOFF_PORT", "1234")

    assert load(ExampleSettings).port == 1234


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SHOWOFF_PORT", "http"),
        ("SHOWOFF_PORT", "65536"),
        ("SHOWOFF_MAX_REQUEST_BYTES", "0"),
        ("SHOWOFF_MAX_REQUEST_BYTES", "16777217"),  # more than a queue takes
        ("SHOWOFF_LOG_LEVEL", "loud"),
        ("SHOWOFF_THREADS", "3"),
    ],
)
def test_a_wrong_setting_ends_the_start_and_names_the_variable(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variable: str,
    value: str,
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(SystemExit) as caught:
        load(ExampleSettings)

    assert caught.value.code == 2
    assert variable in capsys.readouterr().err


def test_a_wrong_secret_is_not_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOWOFF_PORT", "hunter2")

    with pytest.raises(SystemExit):
        load(ExampleSettings)

    assert "hunter2" not in capsys.readouterr().err


def test_settings_cannot_be_changed() -> None:
    settings = ExampleSettings()

    with pytest.raises(ValidationError):
        settings.port = 1


def test_every_setting_is_described() -> None:
    undescribed = [
        name for name, field in DecodingSettings.model_fields.items() if not field.description
    ]

    assert undescribed == []


def test_what_can_be_written_to_is_made_and_left_empty(tmp_path: Path) -> None:
    check_writable(
        folders={"work_dir": tmp_path / "work" / "deep"},
        files={"outbox": tmp_path / "outbox" / "outbox.db"},
    )

    assert list((tmp_path / "work" / "deep").iterdir()) == []
    assert list((tmp_path / "outbox").iterdir()) == []


def test_what_cannot_be_written_to_ends_the_start_in_a_line_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()  # below it there is no folder, for root neither

    with pytest.raises(SystemExit) as caught:
        check_writable(
            folders={"work_dir": tmp_path / "file" / "below", "files_dir": tmp_path},
            files={"outbox": tmp_path / "file" / "outbox.db", "database_url": tmp_path},
        )

    assert caught.value.code == 2
    assert capsys.readouterr().err.splitlines() == [
        f"SHOWOFF_WORK_DIR: {tmp_path / 'file' / 'below'} cannot be written to: Not a directory",
        f"SHOWOFF_OUTBOX: {tmp_path / 'file'} cannot be written to: File exists",
        f"SHOWOFF_DATABASE_URL: {tmp_path} is no file that can be written to",
    ]


def test_a_full_disk_is_no_fault_of_a_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)

    check_writable(folders={"work_dir": tmp_path})
