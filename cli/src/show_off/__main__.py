"""The command `show-off`."""

# ruff: noqa: PLC0415 - what a command needs is loaded once it is asked for

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from importlib.metadata import version
from pathlib import Path
from typing import Final, NoReturn, cast, get_args

from show_off.files import Given, pictures
from show_off.up_options import Language, UpOptions
from show_off.wishes import Wishes
from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.selection import EVERY_PAGE, Selection
from showoff_common.pictures.regions import Region
from showoff_common.reading import LEAST_CONFIDENCE

_FORMATS: Final[dict[str, FormatName]] = {name: name for name in FORMATS} | {"md": "markdown"}
_SUFFIXES: Final[dict[str, FormatName]] = {
    f".{form.suffix}": name for name, form in FORMATS.items()
}


def main(arguments: list[str] | None = None) -> None:
    parser = ArgumentParser("show-off", description="Reads the text in pictures.")
    parser.add_argument("--version", action="version", version=f"show-off {version('show-off')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    _add_up(commands.add_parser("up", help="start the platform on this machine"))
    _add_read(commands.add_parser("read", help="read pictures and documents"))
    options = parser.parse_args(arguments)
    if options.command == "up":
        _up(options)
    _read(options, parser)


def _up(options: Namespace) -> NoReturn:
    from rich.console import Console

    from show_off import up

    sys.exit(up.up(UpOptions(options.port, options.host, options.data, options.bff), Console()))


def _read(options: Namespace, parser: ArgumentParser) -> NoReturn:
    try:
        files = list(pictures(options.files))
    except FileNotFoundError as error:
        parser.error(str(error))
    folder = options.output is not None and _is_folder(options.output, files)
    told_by_name = None if folder else _told_by(options.output)
    form = options.format or told_by_name or "text"
    if fault := _fault(options, files, form, folder=folder):
        parser.error(fault)

    from show_off import read
    from show_off.drawing import fault_of

    if options.boxes and (fault := fault_of(options.boxes, replace=options.force)):
        parser.error(f"--boxes {options.boxes}: {fault}")
    output = None if options.output is None else Path(options.output)
    wishes = Wishes(
        options.roi,
        options.least_confidence,
        words=form != "text",
        pages=options.pages,
        keep_text=not options.replace_text,
        signed=options.signed,
    )
    told = read.Options(
        form,
        file=None if folder else output,
        folder=output if folder else None,
        replace=options.force,
        boxes=options.boxes,
        wishes=wishes,
    )
    sys.exit(read.read_files(files, told))


def _told_by(output: str | None) -> FormatName | None:
    """The format that a file's name ends in; None where it tells none."""
    ends = (form for suffix, form in _SUFFIXES.items() if (output or "").endswith(suffix))
    return next(ends, None)


def _is_folder(output: str, files: list[Given]) -> bool:
    """Whether a file for each picture goes there."""
    path = Path(output)
    named = output.endswith("/") or (len(files) > 1 and not path.suffix and not path.exists())
    return named or path.is_dir()


def _fault(options: Namespace, files: list[Given], form: FormatName, *, folder: bool) -> str | None:
    """What can't be done as it was asked for."""
    if options.boxes and len(files) > 1:
        return "--boxes is for one picture"
    if options.output is None:
        is_binary = form == "pdf" or (form == "page" and len(files) > 1)
        if is_binary and sys.stdout.isatty():
            return f"{form} is nothing for a terminal; -o names a file"
        return None
    if (
        not folder
        and Path(options.output).suffix
        and not (options.format or _told_by(options.output))
    ):
        return f"-o {options.output}: its ending names no format; --format does"
    fault = _fault_of(Path(options.output), folder=folder, replace=options.force)
    return f"-o {options.output}: {fault}" if fault else None


def _fault_of(path: Path, *, folder: bool, replace: bool) -> str | None:
    """Why nothing can be written there."""
    if folder:
        return "is no folder" if path.exists() and not path.is_dir() else None
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    if path.is_file() and not replace:
        return "is there already; --force replaces it"
    return None


def _add_up(parser: ArgumentParser) -> None:
    parser.description = "Start every service on this machine, until Ctrl-C."
    default = UpOptions()
    parser.add_argument("--port", type=_port, default=default.port, help="default: %(default)s")
    parser.add_argument(
        "--host", default=default.host, help="address to listen on, default: %(default)s"
    )
    parser.add_argument(
        "--data", type=Path, default=default.data, help="folder to keep things in, default: var"
    )
    parser.add_argument(
        "--bff",
        type=_language,
        metavar="LANGUAGE",
        default=os.environ.get("SHOWOFF_BFF", default.bff),
        help="show-off-api in this one, python or go; default: SHOWOFF_BFF, else python",
    )


def _add_read(parser: ArgumentParser) -> None:
    parser.description = (
        "Read the text in pictures and documents; nothing is kept and no service is needed."
    )
    parser.epilog = (
        "Ends with 0 where all were read or are there already, 1 where some could not be, 2 where "
        "it was asked for something impossible, 130 where it was interrupted."
    )
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="pictures, PDFs, folders, or - for input",
    )
    parser.add_argument(
        "--format",
        type=_format,
        metavar="FORMAT",
        help=f"{', '.join(_FORMATS)}; default: as the name of the output says, else text",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=_output,
        metavar="FILE|FOLDER/",
        help="a file for all, or a folder with one for each; default: standard output",
    )
    parser.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )
    parser.add_argument(
        "--boxes", type=Path, metavar="OUT.png", help="also draw the lines onto a copy"
    )
    parser.add_argument(
        "--force", action="store_true", help="replace what is there instead of leaving it"
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


def _format(text: str) -> FormatName:
    if text not in _FORMATS:
        raise ArgumentTypeError(f"{text!r} is none of {', '.join(_FORMATS)}")
    return _FORMATS[text]


def _output(text: str) -> str | None:
    return None if text == "-" else text


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


def _language(text: str) -> Language:
    if text not in get_args(Language):
        raise ArgumentTypeError(f"{text!r} is none of {', '.join(get_args(Language))}")
    return cast("Language", text)


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"{text!r} is no port: 1 to 65535")
    return int(text)


if __name__ == "__main__":
    main()
