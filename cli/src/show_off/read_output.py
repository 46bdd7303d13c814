"""Where what was read goes: standard output, a file, or a folder with a file for each picture."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from show_off.files import Given
from show_off.read_pages import PageRead
from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.pages import PageReading
from showoff_common.formats import render
from showoff_common.formats.json_pages import page_object
from showoff_common.formats.placed import place
from showoff_common.formats.text import text_of


class NotWrittenError(Exception):
    """Its one argument says what could not be written, and why."""


class Output(Protocol):
    """Takes what was read, a file after the other."""

    def has(self, given: Given) -> bool:
        """Whether what a file says is there already, and it need not be read."""
        ...

    def put(self, given: Given, pages: Iterable[PageRead]) -> None:
        """Take what a file says, read while it is taken.

        Raises:
            NotWrittenError: There is no room for it, for example.
            BrokenPipeError: Whoever read the output has closed it.
        """
        ...

    def put_whole(self, given: Given, content: bytes) -> None:
        """Take a file that is finished; raises as `put`."""
        ...

    def finish(self) -> None:
        """Write what is left; raises as `put`."""
        ...


@dataclass
class PageByPage:
    """Text and JSON for standard output, each page at once: JSON is an object a page and line.

    Attributes:
        titled: Whether each text stands under the name of its file.
    """

    form: FormatName
    titled: bool

    def has(self, _given: Given) -> bool:
        return False

    def put(self, given: Given, pages: Iterable[PageRead]) -> None:
        before = f"== {given.path}\n" if self.titled and self.form == "text" else ""
        for page in pages:
            told = _object(given, page.reading) if self.form == "json" else _text(page.reading)
            to_standard_output(os.fsencode(before) + told)
            before = "\f" if self.form == "text" else ""

    def put_whole(self, _given: Given, content: bytes) -> None:
        to_standard_output(content)

    def finish(self) -> None:
        pass


@dataclass
class AsOne:
    """One document of all pages, written at the end."""

    form: FormatName
    write: Callable[[bytes], None]
    _read: list[tuple[Given, PageRead]] = field(default_factory=list)

    def has(self, _given: Given) -> bool:
        return False

    def put(self, given: Given, pages: Iterable[PageRead]) -> None:
        for page in pages:  # without what takes room, and is not needed any more
            picture = page.picture if self.form == "pdf" else b""
            self._read.append((given, replace(page, picture=picture, image=None)))

    def put_whole(self, _given: Given, content: bytes) -> None:
        self.write(content)

    def finish(self) -> None:
        if self._read:
            self.write(content_of(self.form, self._read))


class InFolder:
    """A file for each that was read, where it lies below the folder that was named.

    Args:
        form: Its format.
        folder: Made where it is missing.
        given: All files: those of one name but for their suffix keep it.
        replace: Whether what is there is written anew.
    """

    def __init__(
        self, form: FormatName, folder: Path, given: Sequence[Given], *, replace: bool
    ) -> None:
        self._form = form
        self._folder = folder
        self._replace = replace
        self._times = Counter(one.below.with_suffix("") for one in given)

    def path_of(self, given: Given) -> Path:
        """Where what a file says goes."""
        bare = given.below.with_suffix("")
        name = bare if self._times[bare] < 2 else given.below
        return self._folder / f"{name}.{FORMATS[self._form].suffix}"

    def has(self, given: Given) -> bool:
        return not self._replace and self.path_of(given).exists()

    def put(self, given: Given, pages: Iterable[PageRead]) -> None:
        self.put_whole(given, content_of(self._form, [(given, page) for page in pages]))

    def put_whole(self, given: Given, content: bytes) -> None:
        path = self.path_of(given)
        with_reason(path.parent, lambda: path.parent.mkdir(parents=True, exist_ok=True))
        to_file(path, content)

    def finish(self) -> None:
        pass


def content_of(form: FormatName, read: Sequence[tuple[Given, PageRead]]) -> bytes:
    """Pages in a format; in JSON an object a page and line."""
    if form == "json":
        return b"".join(_object(given, page.reading) for given, page in read)
    files = {given for given, _ in read}
    pages = [page.reading for _, page in read]
    if len(files) > 1:  # a page of each, or several: counted through
        pages = [page.model_copy(update={"number": n}) for n, page in enumerate(pages, 1)]
    name = read[0][0].path.name if read else ""
    pictures = [page.picture for _, page in read] if form == "pdf" else []
    content = render(name, pages, form, pictures=pictures).content
    return content + b"\n" if form == "text" else content


def _text(page: PageReading) -> bytes:
    return text_of(place(page)).encode() + b"\n"


def _object(given: Given, page: PageReading) -> bytes:
    told = {"file": str(given.path), **page_object(place(page))}
    return json.dumps(told, ensure_ascii=False).encode(errors="surrogateescape") + b"\n"


def to_standard_output(content: bytes) -> None:
    """Write it at once; raises as `Output.put`."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except OSError as error:
        _close_standard_output()
        if isinstance(error, BrokenPipeError):
            raise
        raise NotWrittenError(f"standard output: {error.strerror}") from None


def _close_standard_output() -> None:
    """Let what is left go nowhere, or Python complains at its end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def to_file(path: Path, content: bytes) -> None:
    """Write a file: wholly, or what was there stays; raises NotWrittenError."""
    draft = path.with_name(f".{path.name}.unfinished")

    def write() -> None:
        if path.exists() and not path.is_file():  # a device is no file to be replaced
            path.write_bytes(content)
            return
        try:
            draft.write_bytes(content)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    with_reason(path, write)


def with_reason(path: Path, work: Callable[[], None]) -> None:
    """Do something to a file; raises NotWrittenError, which names it."""
    try:
        work()
    except OSError as error:
        raise NotWrittenError(f"{path}: {error.strerror or error}") from None
