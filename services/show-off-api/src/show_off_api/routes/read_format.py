"""The answer of POST /read in a format: image-api renders it."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Response

from show_off_api.reading import ReadPicture
from show_off_api.upstream.storage import PassedOn
from showoff_common.contracts.formats import FormatName, ToRender
from showoff_common.errors import Problem
from showoff_common.reading import as_page

Render = Callable[[ToRender, FormatName, bytes], PassedOn]
"""Renders a reading; it raises a Problem where it cannot."""


def answer_in(form: FormatName, image_id: str, picture: ReadPicture, render: Render) -> Response:
    """Answer a read that is kept already.

    Raises:
        Problem: 503, it can't be rendered now; the problem tells where it can be had later.
    """
    where = f"images/{image_id}/{form}"
    page = as_page(picture.reading, picture.width, picture.height)
    try:
        given = render(ToRender(name=image_id, pages=[page]), form, picture.data)
    except Problem as problem:
        raise Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Read and kept, but not rendered",
            f"The picture was read and is kept under {image_id}; GET {where} gives it in this "
            f"format as soon as it can be rendered. The reason now: {problem.detail}",
            headers={"Content-Location": where},
        ) from None
    response = Response(given.content, given.status, given.headers)
    response.content_location = where
    return response
