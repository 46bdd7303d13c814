"""Opening a PDF: judged, mended, unlocked and rid of all that acts, as a new file."""

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from document_worker.documents import active_content, picture_metadata, problems
from document_worker.documents.content import Facts
from document_worker.documents.limits import DocumentLimits

_DEEPEST = 20  # fields within fields


def clean_copy(source: Path, target: Path, limits: DocumentLimits) -> Facts:
    """Write a copy that can be read and displayed, and does nothing.

    Raises:
        Problem: 422, it is locked, damaged beyond mending, a form of XFA, or has no pages or too
            many.
    """
    try:
        with Pdf.open(source, suppress_warnings=True) as pdf:
            facts = _judged(pdf, limits)
            active_content.strip(pdf)
            picture_metadata.strip(pdf)
            pdf.save(target, encryption=False, linearize=False)
            repaired = bool(pdf.get_warnings())
        if repaired:  # mending may have cost pages
            with Pdf.open(target, suppress_warnings=True) as pdf:
                facts = _judged(pdf, limits)
        return facts.model_copy(update={"repaired": repaired})
    except pikepdf.PasswordError:
        raise problems.locked() from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise problems.damaged(_reason(error)) from None


def _judged(pdf: Pdf, limits: DocumentLimits) -> Facts:
    pages = len(pdf.pages)
    if not pages:
        raise problems.no_pages()
    if pages > limits.max_pages:
        raise problems.too_many_pages(limits.max_pages)
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form:
        raise problems.is_a_form()
    signed = isinstance(form, Dictionary) and _is_signed(form.get(Name.Fields), _DEEPEST)
    return Facts(pages=pages, signed=signed or Name.Perms in pdf.Root)


def _is_signed(fields: Object | None, depth: int) -> bool:
    """Whether one of these fields, or of those within them, holds a signature."""
    if not isinstance(fields, Array) or not depth:
        return False
    return any(
        (field.get(Name.FT) == Name.Sig and Name.V in field)
        or _is_signed(field.get(Name.Kids), depth - 1)
        for field in fields
        if isinstance(field, Dictionary)
    )


def _reason(error: Exception) -> str:
    """As qpdf says it, without the name of our file."""
    told = str(error).rsplit(": ", 1)[-1].strip()
    return f"{told or type(error).__name__}."
