"""The command `show-off`."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from rich.console import Console

from show_off import read, up


def main(arguments: list[str] | None = None) -> None:
    parser = ArgumentParser("show-off", description="Reads the text in pictures.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    _add_up(commands.add_parser("up", help="start the platform on this machine"))
    _add_read(commands.add_parser("read", help="read pictures and print their text"))
    options = parser.parse_args(arguments)
    if options.command == "up":
        started = up.Options(options.port, options.host, options.data)
        sys.exit(up.up(started, Console()))
    if options.boxes and len(options.files) > 1:
        parser.error("--boxes is for one picture")
    wanted = read.Options(options.json, options.boxes)
    sys.exit(read.read_files(options.files, wanted, Console(stderr=True)))


def _add_up(parser: ArgumentParser) -> None:
    parser.description = "Start every service on this machine, until Ctrl-C."
    default = up.Options()
    parser.add_argument("--port", type=_port, default=default.port, help="default: %(default)s")
    parser.add_argument(
        "--host", default=default.host, help="address to listen on, default: %(default)s"
    )
    parser.add_argument(
        "--data", type=Path, default=default.data, help="folder to keep things in, default: var"
    )


def _add_read(parser: ArgumentParser) -> None:
    parser.description = "Print the text in pictures; nothing is kept and no service is needed."
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--json", action="store_true", help="lines, places and confidences")
    parser.add_argument(
        "--boxes", type=Path, metavar="OUT.png", help="also draw the lines onto a copy"
    )


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"{text!r} is no port: 1 to 65535")
    return int(text)


if __name__ == "__main__":
    main()
