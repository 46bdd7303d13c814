import pytest
from pydantic import Field, ValidationError

from showoff_common.settings import DecodingSettings, load


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
