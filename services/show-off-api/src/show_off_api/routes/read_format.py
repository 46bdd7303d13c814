"""The answer of POST /read in a format: image-api renders it."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Response

from show_off_api.reading import ReadPicture
from show_off_api.routes.passing_on import answer_with
from show_off_api.upstream.image_api import Passed
from showoff_common.contracts.formats import FormatName, ToRender
from showoff_common.errors import Problem
from showoff_common.reading import as_page

Render = Callable[[ToRender, FormatName, bytes], Passed]
"""Renders a reading; it raises a Problem where it cannot."""


def answer_in(
    form: FormatName, image_id: str, picture: ReadPicture, render: Render, *, kept: bool
) -> Response:
    """Answer a read.

    Raises:
        Problem: 503, it can't be rendered now; of what is kept it says where it can be had later.
    """
    where = f"images/{image_id}/{form}"
    page = as_page(picture.reading, picture.width, picture.height)
    try:
        given = render(ToRender(name=image_id, pages=[page]), form, picture.data)
    except Problem as problem:
        if not kept:
            raise
        raise Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Read and kept, but not rendered",
            f"The picture was read and is kept under {image_id}; GET {where} gives it in this "
            f"format as soon as it can be rendered. The reason now: {problem.detail}",
            headers={"Content-Location": where},
        ) from None
    response = answer_with(given)
    if kept:
        response.content_location = where
    return response
