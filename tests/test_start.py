"""What a process needs is looked at when it starts: a line names what is wrong, and it ends."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from apiflask import APIFlask
from rich.console import Console

import document_worker.__main__
import show_off.front
import show_off_api.__main__
from image_api import commands
from show_off import up
from show_off.up_options import UpOptions
from showoff_common.settings import ServiceSettings
from showoff_common.web.server import serve

Main = Callable[[], None]

STARTS = [
    (show_off_api.__main__.main, "", ["SHOWOFF_OUTBOX"]),
    (show_off.front.main, "", ["SHOWOFF_OUTBOX"]),
    (document_worker.__main__.main, "", ["SHOWOFF_WORK_DIR"]),
    (commands.run, "serve", ["SHOWOFF_FILES_DIR"]),
    (commands.run, "consume", ["SHOWOFF_FILES_DIR"]),
    (commands.run, "retain", ["SHOWOFF_FILES_DIR"]),
    (commands.run, "serve", ["SHOWOFF_DATABASE_URL"]),
    (commands.run, "dispatch", ["SHOWOFF_DATABASE_URL"]),
    (commands.run, "notify", ["SHOWOFF_DATABASE_URL"]),
    (commands.run, "migrate", ["SHOWOFF_DATABASE_URL"]),
]


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Below a file there is no folder, for root neither; all else is written below the test's.

    What goes on regardless, fails where it would begin to work.
    """
    for owner, name in ((os, "fork"), (threading.Thread, "start")):
        monkeypatch.setattr(owner, name, _goes_on)
    monkeypatch.setenv("SHOWOFF_DATABASE_WAIT_SECONDS", "0")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    return tmp_path / "file" / "below"


def _goes_on(*_: object) -> None:
    raise RuntimeError("it goes on")


@pytest.mark.parametrize(("main", "command", "variables"), STARTS)
def test_a_place_that_cannot_be_written_to_is_named_by_its_variable(
    main: Main,
    command: str,
    variables: list[str],
    nowhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["program", command])
    for variable in variables:
        is_url = variable.endswith("_URL")
        monkeypatch.setenv(variable, f"sqlite:///{nowhere}/a.db" if is_url else f"{nowhere}/a")

    with pytest.raises(SystemExit) as ended:
        main()

    said = capsys.readouterr().err.splitlines()
    assert ended.value.code == 2
    assert [line.partition(":")[0] for line in said] == variables
    assert "cannot be written to" in said[0]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SHOWOFF_DATABASE_URL", "postgresql://me:secret@host:port/name"),
        ("SHOWOFF_WEBHOOK_SECRETS_FILE", "/nowhere"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_variable(
    variable: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["program", "serve"])
    monkeypatch.setenv(variable, value)

    with pytest.raises(SystemExit) as ended:
        commands.run()

    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert variable in said
    assert "secret@" not in said


@pytest.mark.parametrize(
    "main",
    [
        document_worker.__main__.main,
        lambda: serve(lambda: APIFlask(__name__), ServiceSettings(port=0)),
    ],
    ids=["document-worker", "web service"],
)
@pytest.mark.usefixtures("nowhere")
def test_an_address_of_another_machine_is_refused(
    main: Main, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOWOFF_HOST", "2001:db8::1")

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("SHOWOFF_HOST: 2001:db8::1: ")


@pytest.mark.parametrize(
    ("options", "option"),
    [
        (UpOptions(data=Path("file/data")), "--data file/data: "),
        (UpOptions(host="2001:db8::1"), "--host 2001:db8::1 --port 8080: "),
        (UpOptions(host="[::1]"), "--host [::1] --port 8080: "),
    ],
)
@pytest.mark.usefixtures("nowhere")
def test_the_platform_says_which_option_cannot_be(
    options: UpOptions, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert up.up(options, Console()) == 2
    assert capsys.readouterr().out.startswith(option)


def test_a_platform_on_addresses_of_ipv6_says_where_it_is() -> None:
    hosts = ["127.0.0.1", "0.0.0.0", "::", "::1", "fd00::2", "nas.lan"]  # noqa: S104 - not served

    assert [up._address(UpOptions(host=host)) for host in hosts] == [
        "http://localhost:8080",
        "http://localhost:8080",
        "http://localhost:8080",
        "http://[::1]:8080",
        "http://[fd00::2]:8080",
        "http://nas.lan:8080",
    ]
