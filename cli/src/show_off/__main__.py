"""The command `show-off`."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

from document_worker.documents.selection import EVERY_PAGE, Selection
from show_off import read, up
from show_off.documents import Wishes
from show_off.drawing import fault_of
from show_off.files import pictures
from showoff_common.pictures.regions import Region
from showoff_common.reading import LEAST_CONFIDENCE


def main(arguments: list[str] | None = None) -> None:
    parser = ArgumentParser("show-off", description="Reads the text in pictures.")
    parser.add_argument("--version", action="version", version=f"show-off {version('show-off')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    _add_up(commands.add_parser("up", help="start the platform on this machine"))
    _add_read(commands.add_parser("read", help="read pictures and documents"))
    options = parser.parse_args(arguments)
    if options.command == "up":
        started = up.Options(options.port, options.host, options.data)
        sys.exit(up.up(started, Console()))
    try:
        files = list(pictures(options.files))
    except FileNotFoundError as error:
        parser.error(str(error))
    if options.boxes and len(files) > 1:
        parser.error("--boxes is for one picture")
    if options.boxes and (fault := fault_of(options.boxes, replace=options.force)):
        parser.error(f"--boxes {options.boxes}: {fault}")
    if options.output and (fault := _fault_of_output(options, files)):
        parser.error(f"--output {options.output}: {fault}")
    wanted = read.Options(
        options.json,
        options.boxes,
        options.roi,
        options.least_confidence,
        options.output,
        Wishes(options.pages, keep_text=not options.replace_text),
        options.signed,
    )
    sys.exit(read.read_files(files, wanted, Console(stderr=True)))


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
    parser.description = (
        "Print the text in pictures and documents, or make documents searchable; nothing is "
        "kept and no service is needed."
    )
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="pictures, PDFs, folders, or - for input",
    )
    parser.add_argument("--json", action="store_true", help="lines, places and confidences")
    parser.add_argument(
        "--boxes", type=Path, metavar="OUT.png", help="also draw the lines onto a copy"
    )
    parser.add_argument(
        "--force", action="store_true", help="let --boxes and --output replace files"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT.pdf", help="write a searchable PDF (PDF/A-2b)"
    )
    parser.add_argument(
        "--pages",
        type=_pages,
        default=EVERY_PAGE,
        metavar="1-3,7",
        help="of documents: only these",
    )
    parser.add_argument(
        "--replace-text", action="store_true", help="of PDFs: read anew what has text already"
    )
    parser.add_argument(
        "--signed", action="store_true", help="copy signed PDFs, though the signature won't hold"
    )
    parser.add_argument(
        "--roi", type=_region, metavar="X,Y,W,H", help="read only this part, in pixels as displayed"
    )
    parser.add_argument(
        "--least-confidence",
        type=_confidence,
        default=LEAST_CONFIDENCE,
        metavar="0..1",
        help="leave out what is less sure, default: %(default)s",
    )


def _fault_of_output(options: Namespace, files: Sequence[Path]) -> str | None:
    """Why the searchable PDF cannot be written there; None where it can."""
    if len(files) > 1:
        return "is for one file"
    if options.output.suffix.lower() != ".pdf":
        return "its ending names no form that is written; .pdf does"
    if not options.output.parent.is_dir():
        return f"there is no folder {options.output.parent}"
    if options.output.exists() and not options.force:
        return "is there already; --force replaces it"
    return None


def _pages(text: str) -> Selection:
    try:
        return Selection.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _region(text: str) -> Region:
    try:
        return Region.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _confidence(text: str) -> float:
    try:
        if 0 <= (value := float(text)) <= 1:
            return value
    except ValueError:
        pass
    raise ArgumentTypeError(f"{text!r} is no number from 0 to 1")


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"{text!r} is no port: 1 to 65535")
    return int(text)


if __name__ == "__main__":
    main()
