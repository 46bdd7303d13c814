"""`show-off up`: the whole platform on this machine, without broker or database server."""

import errno
import os
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

import httpx
from rich.console import Console

from image_api import migrations
from image_api.database import Database
from show_off.processes import Child, free_port, module
from show_off.up_options import UpOptions
from showoff_common.hosts import is_loopback
from showoff_common.listening import fault_of_listening, in_url
from showoff_common.writable import fault_of_folder

IN_GO = Path(sys.prefix) / "bin" / "show-off-api-go"
_START_SECONDS = 120
_KEYS = {"SHOWOFF_KEYS", "SHOWOFF_KEYS_FILE"}
_KEPT = ("documents", "logs", "outbox", "storage")
_ANY = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - compared
"""Where this machine itself reaches what listens on all of its addresses."""
_SAMPLE = Path(__file__).parents[3] / "samples" / "images" / "receipt.png"


class Stopped(Exception):  # noqa: N818 - not an error
    """Someone asked the platform to stop."""


def up(options: UpOptions, console: Console) -> int:
    """Start everything, say where to look, run until Ctrl-C or SIGTERM.

    Returns:
        The exit status: 0 stopped when asked, 1 something failed, 2 it cannot be as it was asked
        for.
    """
    if fault := _fault_of(options):
        console.print(fault, highlight=False)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    children = _children(options)
    page = Child("page", module("show_off.pages"), {}, options.data / "logs")
    with ExitStack() as stack:
        stack.callback(_stop_all, [page, *children], console)
        try:
            for child in (*children, page):
                child.start()
            _prepare_storage(options)
            with console.status("Starting"):
                _wait_until_ready(options, children)
            _say_where(options, console)
            _watch(children, page, console)
        except Stopped:
            return 0
        except TimeoutError as error:
            console.print(str(error))
        for child in children:
            if not child.runs():
                console.print(f"{child.name} ended. Its last words ({child.log}):")
                sys.stdout.write(child.last_words() + "\n")
    return 1


def _fault_of(options: UpOptions) -> str | None:
    """Why it cannot be as it was asked for."""
    if options.bff == "go" and not IN_GO.is_file():
        return f"show-off-api in Go is not built: there is no {IN_GO}. make go-binary does."
    for folder in _KEPT:
        if fault := fault_of_folder(options.data / folder):
            return f"--data {options.data}: {fault}"
    taken = fault_of_listening(options.host, options.port)
    if taken is None:
        return None
    if taken.errno == errno.EADDRINUSE:
        return (
            f"Port {options.port} is taken by another program. Choose another: "
            f"make up PORT={options.port + 1}, or show-off up --port {options.port + 1}"
        )
    return f"--host {options.host} --port {options.port}: {taken.strerror}"


def _children(options: UpOptions) -> list[Child]:
    """The services, in the order of starting; the one door comes last."""
    detection, recognition, storage = (free_port() for _ in range(3))
    kept = options.data.resolve() / "storage"
    storage_settings = {
        "SHOWOFF_DATABASE_URL": f"sqlite:///{kept / 'show-off.db'}",
        "SHOWOFF_FILES_DIR": str(kept / "pictures"),
    }
    door_settings = {
        "SHOWOFF_HOST": options.host,
        "SHOWOFF_PORT": str(options.port),
        "SHOWOFF_DETECTION_URL": f"http://127.0.0.1:{detection}",
        "SHOWOFF_RECOGNITION_URL": f"http://127.0.0.1:{recognition}",
        "SHOWOFF_STORAGE_URL": f"http://127.0.0.1:{storage}",
        "SHOWOFF_AMQP_URL": "",
        "SHOWOFF_PAGE_LOG": str(options.data.resolve() / "logs" / "page.log"),
        "SHOWOFF_OUTBOX": str(options.data.resolve() / "outbox" / "outbox.db"),
    }
    logs = options.data / "logs"
    return [
        *(
            Child(name, module(name.replace("-", "_")), {"SHOWOFF_PORT": str(port)}, logs)
            for name, port in (("detection-api", detection), ("recognition-api", recognition))
        ),
        Child(
            "image-api",
            module("image_api"),
            {
                "SHOWOFF_PORT": str(storage),
                "SHOWOFF_RETAIN_EVERY_MINUTES": "60",
                "SHOWOFF_SEND_WEBHOOKS": "true",
                **storage_settings,
            },
            logs,
        ),
        Child(
            "document-worker",
            module("document_worker"),
            {
                "SHOWOFF_AMQP_URL": "",
                "SHOWOFF_PORT": "0",
                "SHOWOFF_PAGES_AT_ONCE": "1",
                "SHOWOFF_WORK_DIR": str(options.data.resolve() / "documents"),
                "SHOWOFF_DETECTION_URL": door_settings["SHOWOFF_DETECTION_URL"],
                "SHOWOFF_RECOGNITION_URL": door_settings["SHOWOFF_RECOGNITION_URL"],
                "SHOWOFF_STORAGE_URL": door_settings["SHOWOFF_STORAGE_URL"],
            },
            logs,
        ),
        *_door(options, door_settings),
    ]


def _door(options: UpOptions, settings: dict[str, str]) -> list[Child]:
    logs = options.data / "logs"
    if options.bff == "python":
        return [Child("show-off-api", module("show_off.front"), settings, logs)]
    site = free_port()
    own = {**settings, "SHOWOFF_HOST": "127.0.0.1", "SHOWOFF_PORT": str(site)}
    command = [str(IN_GO), "front", f"http://127.0.0.1:{site}"]
    return [
        Child("site", module("show_off.site_service"), own, logs),
        Child("show-off-api", command, settings, logs),
    ]


def _prepare_storage(options: UpOptions) -> None:
    database = options.data.resolve() / "storage" / "show-off.db"
    migrations.upgrade(Database(f"sqlite:///{database}").engine)


def _wait_until_ready(options: UpOptions, children: list[Child]) -> None:
    """Wait until a read would succeed, or a service has ended.

    Raises:
        TimeoutError: It takes too long.
    """
    # By number: localhost is a name, which a bare machine need not know.
    host = _ANY.get(options.host) or in_url(options.host)
    ready = f"http://{host}:{options.port}/api/ready"
    deadline = time.monotonic() + _START_SECONDS
    with httpx.Client(timeout=5, trust_env=False) as client:
        while time.monotonic() < deadline:
            if not all(child.runs() for child in children):
                return
            try:
                if client.get(ready).is_success:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
    raise TimeoutError(f"Not ready after {_START_SECONDS} seconds; see {options.data / 'logs'}.")


def _say_where(options: UpOptions, console: Console) -> None:
    address = _address(options)
    console.print(f"show-off is ready at [bold]{address}[/bold] (API under /api, /docs)")
    console.print(f"Kept data and logs: {options.data}\nTry:", highlight=False)
    if not is_loopback(options.host) and not any(
        os.environ.get(name, "").strip() for name in _KEYS
    ):
        console.print(
            "[bold red]OPEN TO EVERYONE[/bold red] who reaches this machine: no API keys are "
            "configured. python -m show_off_api.access.make_key NAME makes one.",
            highlight=False,
        )
    # Not through the console: it would wrap what is to be copied.
    sys.stdout.write(f"  curl -F image=@{_sample()} {address}/api/read\nCtrl-C stops it.\n")
    sys.stdout.flush()


def _watch(children: list[Child], page: Child, console: Console) -> None:
    """Return when a service has ended; say, meanwhile, what became of the page."""
    building = page.status != 0
    if building:
        console.print("The page is being built and will be there in a minute.")
    while all(child.runs() for child in children):
        if building and not page.runs():
            building = False
            _say_how_it_went(page, console)
        time.sleep(1)


def _say_how_it_went(page: Child, console: Console) -> None:
    if page.status == 0:
        console.print("The page is there.")
    else:
        sys.stdout.write(f"{page.last_words()}\nThat is the end of {page.log}; the API works.\n")
        sys.stdout.flush()


def _sample() -> Path:
    try:
        return _SAMPLE.relative_to(Path.cwd())
    except ValueError:
        return _SAMPLE


def _address(options: UpOptions) -> str:
    host = "localhost" if options.host in {"127.0.0.1", *_ANY} else in_url(options.host)
    return f"http://{host}:{options.port}"


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


def _stop_all(children: list[Child], console: Console) -> None:
    """Stop first the door, so that nothing comes in while the others stop."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    console.print("Stopping")
    *others, door = children
    door.ask_to_stop()
    door.wait()
    for child in others:
        child.ask_to_stop()
    for child in others:
        child.wait()
