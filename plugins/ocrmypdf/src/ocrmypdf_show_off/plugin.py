"""The hooks: OCRmyPDF finds them by the entry point, or by this module's name."""

from argparse import ArgumentParser
from pathlib import Path
from typing import cast

from ocrmypdf import OcrOptions, hookimpl
from ocrmypdf.exceptions import BadArgsError
from pydantic import BaseModel

from ocrmypdf_show_off import local
from ocrmypdf_show_off.engine import ShowOffEngine
from ocrmypdf_show_off.options import ENGINE, NAMESPACE, ShowOffOptions, add_to


@hookimpl
def add_options(parser: ArgumentParser) -> None:
    add_to(parser)


@hookimpl
def register_options() -> dict[str, type[BaseModel]]:
    return {NAMESPACE: ShowOffOptions}


@hookimpl
def check_options(options: OcrOptions) -> None:
    """Say at the beginning what is missing.

    Raises:
        BadArgsError: The key's file cannot be read.
        MissingDependencyError: Neither a server is told nor are the models installed.
    """
    if not _chosen(options):
        return
    told = cast("ShowOffOptions", options.show_off)
    if told.url is None:
        local.reader()
    elif told.key_file is not None and not Path(told.key_file).is_file():
        raise BadArgsError(f"--show-off-key-file {told.key_file}: there is no such file")


@hookimpl(tryfirst=True)
def get_ocr_engine(options: OcrOptions | None) -> ShowOffEngine | None:
    return ShowOffEngine() if options is None or _chosen(options) else None


def _chosen(options: OcrOptions) -> bool:
    """Also where nothing was chosen: whoever installed this wants it."""
    return options.ocr_engine in {"auto", ENGINE}
