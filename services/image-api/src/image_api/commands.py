"""What image-api can be asked to do, by command.

The web, and what migrates, are imported by the commands that need them: the others start sooner.
"""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from pika.exceptions import AMQPError
from prometheus_client import start_http_server
from sqlalchemy.exc import SQLAlchemyError

from image_api import dead_letters
from image_api.consumers import Consumer
from image_api.database import Database, file_of
from image_api.jobs.processes import create_dispatcher, create_notifier
from image_api.keeping import create_store, traced_database
from image_api.settings import (
    ConsumerSettings,
    DispatcherSettings,
    ImageApiSettings,
    MigrationSettings,
    NotifierSettings,
    ProcessSettings,
    StorageSettings,
)
from image_api.supervision import run_until_signal
from showoff_common.messaging.events import Unavailable
from showoff_common.messaging.spans import RABBITMQ
from showoff_common.messaging.wire import QUEUES
from showoff_common.settings import check_writable, load
from showoff_common.telemetry import logs
from showoff_common.telemetry import tracing as telemetry


def run() -> None:
    """Run the command that was asked for, and exit."""
    arguments = _parser().parse_args()
    try:
        sys.exit(arguments.command(arguments))
    except (Unavailable, SQLAlchemyError, AMQPError) as error:
        sys.exit(f"{type(error).__name__}: {error}")


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "python -m image_api",
        description="Keeps pictures, boxes and corrections; forgets them after their days.",
    )
    parser.set_defaults(command=_serve)
    commands = parser.add_subparsers(title="commands")

    def add(name: str, command: object, about: str) -> ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(command=command)
        return added

    add("serve", _serve, "Serve the history over HTTP (what no command does, too).")
    add("consume", _consume, "Store what comes over the queues, until SIGTERM.")
    add("dispatch", _dispatch, "Hand the tasks of jobs out to workers, until SIGTERM.")
    add("notify", _notify, "Send webhooks of finished jobs, until SIGTERM.")
    add("migrate", _migrate, "Bring the database's tables up to date.")
    add("retain", _retain, "Delete what is older than SHOWOFF_RETENTION_DAYS, and orphans.")
    letters = add("dead-letters", _dead_letters, "List, replay or drop dead letters.")
    letters.add_argument(
        "action",
        choices=["list", "replay", "drop"],
        help="list: show them; replay: send them to their queue once more; drop: delete them",
    )
    letters.add_argument("key", nargs="*", help="which, by the key that list shows")
    letters.add_argument("--all", action="store_true", help="replay or drop all of them")
    return parser


def _serve(_: Namespace) -> int:
    from image_api.app import create_app  # noqa: PLC0415
    from showoff_common.web.server import serve  # noqa: PLC0415

    settings = load(ImageApiSettings)
    _check_files(settings)
    serve(lambda: create_app(settings), settings)
    return 0


def _consume(_: Namespace) -> int:
    settings = load(ConsumerSettings)
    _check_files(settings)
    _begin(settings)
    store = create_store(settings, traced_database(settings), RABBITMQ)
    consumers = [
        Consumer(
            queue,
            settings.amqp_url,
            store,
            prefetch=settings.prefetch,
            hold_seconds=settings.hold_seconds,
        )
        for queue in QUEUES
    ]
    return 0 if run_until_signal(consumers) else 1


def _dispatch(_: Namespace) -> int:
    settings = load(DispatcherSettings)
    _check_database(settings)
    _begin(settings)
    return 0 if run_until_signal([create_dispatcher(settings)]) else 1


def _notify(_: Namespace) -> int:
    settings = load(NotifierSettings)
    _check_database(settings)
    _begin(settings)
    notifier = create_notifier(settings, Database(settings.database_url))
    return 0 if run_until_signal([notifier]) else 1


def _check_files(settings: StorageSettings) -> None:
    check_writable(folders={"files_dir": settings.files_dir})
    _check_database(settings)


def _check_database(settings: StorageSettings) -> None:
    """Of SQLite, which is a file; a server may come later."""
    if file := file_of(settings.database_url):
        check_writable(files={"database_url": file})


def _begin(settings: ProcessSettings) -> None:
    telemetry.configure("image-api", settings.log_level)
    logs.tell_settings(settings)
    if settings.metrics_port:
        start_http_server(settings.metrics_port)


def _migrate(_: Namespace) -> int:
    from image_api import migrations  # noqa: PLC0415

    settings = load(MigrationSettings)
    _check_database(settings)
    telemetry.configure("image-api", "INFO")
    database = Database(settings.database_url)
    database.wait(settings.database_wait_seconds)
    migrations.upgrade(database.engine)
    return 0


def _retain(_: Namespace) -> int:
    from image_api.app import sweep  # noqa: PLC0415

    settings = load(StorageSettings)
    _check_files(settings)
    telemetry.configure("image-api", "WARNING")  # standard output has the result
    swept = sweep(settings, traced_database(settings))
    print(*(f"{name}={count}" for name, count in asdict(swept).items()))
    return 0


def _dead_letters(arguments: Namespace) -> int:
    url = load(ConsumerSettings).amqp_url
    if arguments.action == "list":
        for letter in dead_letters.find(url):
            print(letter.key, letter.queue, f"{letter.size} bytes", letter.reason, sep="\t")
        return 0
    if not arguments.key and not arguments.all:
        print("Say which: keys that list shows, or --all.", file=sys.stderr)
        return 2
    act = dead_letters.replay if arguments.action == "replay" else dead_letters.drop
    done = act(url, None if arguments.all else arguments.key)
    for letter in done:
        print(letter.key, letter.queue, sep="\t")
    return 0 if arguments.all or len(done) == len(set(arguments.key)) else 1
