"""Assembling a document in a process of its own, which is watched."""

import json
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import structlog
from pydantic import TypeAdapter, ValidationError

from document_worker.assembly import watched
from document_worker.documents import problems
from document_worker.documents.full_disk import EXIT_STATUS, full_disk
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.opened import environment
from showoff_common.contracts.pages import PageReading


@dataclass(frozen=True)
class Assembly:
    """What became of a PDF.

    Attributes:
        pdfa: `2b` as its own check says; `none` for a plain PDF.
        reason: Why it is plain, though PDF/A was wanted.
    """

    pdfa: Literal["2b", "none"]
    reason: str | None = None


_log = structlog.get_logger(__name__)
_ASSEMBLY = TypeAdapter(Assembly)


def assemble(
    clean: Path,
    pages: Iterable[PageReading],
    target: Path,
    limits: DocumentLimits,
    *,
    pdfa: bool = True,
) -> Assembly:
    """Write a searchable PDF: the pages of the document, what was read of each below it.

    Args:
        clean: `opened.Document.copy`'s.
        pages: Those that were read; the others, and what failed, stay as they are.
        target: The file to write, in the folder where there is room for what comes between.
        limits: Of time, memory and size.
        pdfa: Whether PDF/A-2b is wanted; what cannot be that becomes a plain PDF, with the reason.

    Raises:
        Problem: 422, it cannot be done.
        OSError: The disk is full.
    """
    readings = target.with_suffix(".jsonl")
    told = {
        "source": str(clean),
        "pages": str(readings),
        "target": str(target),
        "pdfa": pdfa,
        "memory": limits.memory,
        "file_bytes": limits.file_bytes,
    }
    try:
        with readings.open("w", encoding="utf-8") as out:
            for page in pages:
                out.write(page.model_dump_json() + "\n")
        return _assembled(told, target.parent, limits.assembly_seconds)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        for between in (".jsonl", ".plain.pdf", ".flat.pdf"):
            target.with_suffix(between).unlink(missing_ok=True)


def _assembled(told: Mapping[str, object], folder: Path, seconds: float) -> Assembly:
    """Have the other process do it."""
    ended = watched.run(
        [sys.executable, "-m", "document_worker.assembly.child"],
        json.dumps(told).encode() + b"\n",
        # OCRmyPDF looks for fonts at home, which the user of a container may not have.
        {**environment(), "TMPDIR": str(folder), "HOME": str(folder)},
        seconds,
    )
    if ended.status == EXIT_STATUS:
        raise full_disk()
    with suppress(ValidationError):
        if ended.status == 0:
            return _ASSEMBLY.validate_json(ended.answer)
    _log.error("assembling failed", fault=ended.last_words.decode(errors="replace"))
    raise problems.gave_up("Document")
