"""`show-off read`: the text in pictures and documents, in this process, without any service."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from show_off.drawing import draw_lines
from show_off.files import Given
from show_off.local import LocalReader
from show_off.read_output import (
    AsOne,
    InFolder,
    NotWrittenError,
    Output,
    PageByPage,
    to_file,
    to_standard_output,
    with_reason,
)
from show_off.read_pages import as_pages, is_document, opened_document, read_picture
from show_off.read_progress import Progress
from show_off.wishes import Wishes
from showoff_common.contracts.formats import FormatName
from showoff_common.errors import Problem

_PIPE_CLOSED: Final = 128 + 13
_INTERRUPTED: Final = 128 + 2


@dataclass(frozen=True)
class Options:
    """What `show-off read` can be told.

    Attributes:
        form: The format of what is written.
        file: The one that all goes to; None, where there is no folder either, is standard output.
        folder: The one that a file for each that was read goes to.
        replace: Whether files that are there are written anew.
        boxes: Where to write the picture with its lines drawn on it; for one picture only.
        wishes: What is read.
    """

    form: FormatName = "text"
    file: Path | None = None
    folder: Path | None = None
    replace: bool = False
    boxes: Path | None = None
    wishes: Wishes = field(default_factory=Wishes)


@dataclass
class _Counts:
    read: int = 0
    skipped: int = 0
    failed: int = 0

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped as they are there already" if self.skipped else ""
        return f"{self.read} read{skipped}, {self.failed} failed"


def read_files(files: Sequence[Given], options: Options) -> int:
    """Read files one after the other.

    Returns:
        The exit status: 0 all were read, or are there already; 1 some, or some of their pages,
        could not be read or written; 130 it was interrupted; 141 whoever read the output has
        closed it, as a shell tells of SIGPIPE.
    """
    counts = _Counts()
    with Progress() as progress:
        try:
            _ReadFiles(files, options, progress, counts).run()
        except BrokenPipeError:
            return _PIPE_CLOSED
        except NotWrittenError as error:
            progress.say(str(error))
            return 1
        except KeyboardInterrupt:
            progress.say(f"Interrupted: {counts}.")
            return _INTERRUPTED
        if options.folder is not None:
            progress.say(f"{counts}.")
    return 1 if counts.failed else 0


def _output(files: Sequence[Given], options: Options) -> Output:
    form = options.form
    if options.folder is not None:
        return InFolder(form, options.folder, files, replace=options.replace)
    if (path := options.file) is not None:
        return AsOne(form, lambda content: to_file(path, content))
    if form in {"text", "json"}:
        return PageByPage(form, titled=len(files) > 1)
    return AsOne(form, to_standard_output)


class _ReadFiles:
    """Files being read."""

    def __init__(
        self, files: Sequence[Given], options: Options, progress: Progress, counts: _Counts
    ) -> None:
        self._files = files
        self._options = options
        self._progress = progress
        self._counts = counts
        self._output = _output(files, options)

    def run(self) -> None:
        """Read them all.

        Raises:
            NotWrittenError: What is for one output can't be written there.
            BrokenPipeError: Whoever read the output has closed it.
        """
        reader: LocalReader | None = None  # where all is there already, no model is loaded
        names = [file.path.name for file in self._files]
        for file in self._progress.through(self._files, names, "Reading"):
            if self._output.has(file):
                self._counts.skipped += 1
                continue
            reader = reader or LocalReader()
            self._try(reader, file)
        self._output.finish()

    def _try(self, reader: LocalReader, file: Given) -> None:
        try:
            failed_pages = self._read(reader, file)
        except BrokenPipeError:
            raise
        except NotWrittenError as error:
            if self._options.folder is None:
                raise  # so would be all that follow
            self._fail(str(error))
        except Problem as problem:
            self._fail(f"{file.path}: {problem.detail}")
        except OSError as error:
            self._fail(f"{file.path}: {error.strerror or error}")
        else:
            self._counts.read += not failed_pages
            self._counts.failed += bool(failed_pages)

    def _fail(self, why: str) -> None:
        self._progress.say(why)
        self._counts.failed += 1

    def _read(self, reader: LocalReader, file: Given) -> int:
        """Read a picture or a document; how many of its pages could not be read."""
        data, options = file.content(), self._options
        if is_document(data):
            return self._read_document(reader, file, data)
        page = read_picture(reader, data, options.wishes)
        self._output.put(file, [page])
        if (boxes := options.boxes) is not None and page.image is not None:
            drawn = draw_lines(page.image, page.reading.lines)
            with_reason(boxes, lambda: drawn.save(boxes))
        return 0

    def _read_document(self, reader: LocalReader, file: Given, data: bytes) -> int:
        options = self._options
        if options.boxes:
            raise Problem(HTTPStatus.BAD_REQUEST, "Document", "--boxes: not of documents.")
        makes_pdf = options.form == "pdf"
        if makes_pdf and options.folder is None and len(self._files) > 1:
            raise Problem(
                HTTPStatus.BAD_REQUEST, "Document", "A document is a PDF of its own: -o FOLDER/."
            )
        with opened_document(file, data, reader, options.wishes, self._progress) as document:
            if makes_pdf:
                with TemporaryDirectory(prefix="show-off-") as folder:
                    self._output.put_whole(file, document.searchable(Path(folder)))
            else:
                self._output.put(file, as_pages(document.pages()))
        return document.failed
