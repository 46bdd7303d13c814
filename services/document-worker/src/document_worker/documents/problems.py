"""Why a document or a page of it cannot be read, in words for whoever sent it."""

from http import HTTPStatus

from showoff_common.errors import Problem


def locked() -> Problem:
    return _refused("Document is locked", "It asks for a password; send it without one.")


def damaged(reason: str) -> Problem:
    return _refused("Document is damaged", f"It could not be mended: {reason}")


def no_pages() -> Problem:
    return _refused("Document has no pages", "There is nothing in it to be read.")


def too_many_pages(most: int) -> Problem:
    return _refused("Too many pages", f"At most {most} pages are read; send it in parts.")


def is_a_form() -> Problem:
    return _refused(
        "Document is an XFA form",
        "Its pages are drawn by a program of its own; print it to a plain PDF and send that.",
    )


def is_signed() -> Problem:
    return _refused(
        "Document is signed",
        "A copy with text in it would no longer carry the signature; say that this is wanted, or "
        "ask for the text alone.",
    )


def no_such_page(number: int, pages: int) -> Problem:
    return _refused("No such page", f"Page {number} is asked for; the document has {pages}.")


def too_large(size: int, most: int) -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "Document too large",
        f"{size} bytes; at most {most} are taken.",
    )


def no_size() -> Problem:
    return _refused("Page has no size", "Its MediaBox is empty, or beyond all measure.")


def page_failed(reason: str) -> Problem:
    return _refused("Page not readable", reason)


def gave_up(what: str) -> Problem:
    """The process that had it in hand was ended, or ended itself."""
    return _refused(
        f"{what} not readable",
        "It takes more time or memory than a sound one ever does, so it was given up.",
    )


def _refused(title: str, detail: str) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, title, detail)
