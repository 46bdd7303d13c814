"""The process that assembles one document, as OCRmyPDF changes what is global in a process."""

import json
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import ocrmypdf
import pikepdf
import pikepdf.pdfa

from document_worker.assembly import lookup
from document_worker.documents.full_disk import EXIT_STATUS, is_full_disk
from showoff_common.contracts.pages import PageReading

_REASONS: Final = 3


def main() -> None:
    given = json.loads(sys.stdin.readline())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (given["memory"], given["memory"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (given["file_bytes"], given["file_bytes"]))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Path(given["pages"]).open(encoding="utf-8") as lines:
        for line in lines:
            page = PageReading.model_validate_json(line)
            if page.source == "read":
                lookup.pages[page.number] = line
    try:
        answer = assemble(Path(given["source"]), Path(given["target"]), pdfa=given["pdfa"])
    except Exception as error:
        if is_full_disk(error):
            sys.exit(EXIT_STATUS)
        raise
    sys.stdout.write(json.dumps(answer) + "\n")


def assemble(source: Path, target: Path, *, pdfa: bool) -> dict[str, Any]:
    """Write the searchable PDF, as PDF/A-2b if it is wanted and can be."""
    plain, flat = target.with_suffix(".plain.pdf"), target.with_suffix(".flat.pdf")
    _lay_text(_flattened(source, flat) if lookup.pages else source, plain)
    flat.unlink(missing_ok=True)
    if pdfa:
        try:
            with pikepdf.open(plain) as pdf:
                pikepdf.pdfa.save(pdf, target, "2b")  # judges what it wrote, or writes nothing
            plain.unlink()
        except pikepdf.pdfa.PdfaError as error:
            plain.rename(target)
            return {"pdfa": "none", "reason": _reasons(error.report.findings)}
        return {"pdfa": "2b", "reason": None}
    plain.rename(target)
    return {"pdfa": "none", "reason": None}


def _flattened(source: Path, flat: Path) -> Path:
    """A document whose form is print on its pages, as OCRmyPDF replaces no text beside a form."""
    with pikepdf.open(source) as pdf:
        if pikepdf.Name.AcroForm not in pdf.Root:
            return source
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("print")
        if pikepdf.Name.AcroForm in pdf.Root:
            del pdf.Root.AcroForm
        pdf.save(flat)
    return flat


def _reasons(findings: Sequence[pikepdf.pdfa.Finding]) -> str:
    """The first of each kind, in the validator's words."""
    kinds = {finding.rule: finding.message for finding in reversed(findings)}
    return "; ".join(list(kinds.values())[::-1][:_REASONS])


def _lay_text(source: Path, target: Path) -> None:
    lookup.source = source
    ocrmypdf.ocr(
        source,
        target,
        plugins=["document_worker.assembly.lookup"],
        language=["eng"],
        # What an earlier OCR left on the pages read is taken away; all else stays as it is.
        mode="redo" if lookup.pages else "skip",
        pages=",".join(map(str, sorted(lookup.pages))) or None,
        output_type="pdf",
        rasterizer="pypdfium",
        optimize=0,
        jobs=1,
        use_threads=True,
        progress_bar=False,
        invalidate_digital_signatures=True,
    )


if __name__ == "__main__":
    main()
