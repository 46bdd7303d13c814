"""Passing a request on to image-api, and its answer back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, update_wrapper
from http import HTTPStatus
from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response, request

from show_off_api.access import guard
from show_off_api.upstream.image_api import ImageApi, Passed
from showoff_common.contracts.jobs import MOST_REQUEST_BYTES
from showoff_common.contracts.routes import Route

REFUSALS: Final = [*guard.REFUSALS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE]
"""For the documents: what each of these routes may answer, and the same with words."""
DESCRIBED: Final[dict[int | str, dict[str, Any]]] = {
    status.value: {"description": status.phrase} for status in REFUSALS
}

_CHUNK: Final = 1 << 16


def pass_on(
    image_api: ImageApi,
    path: str,
    owner: str | None = None,
    body: Iterator[bytes] | None = None,
    *,
    reviews: bool = False,
) -> Response:
    """Pass the request being served on to ``path``; see `ImageApi.ask`."""
    headers, query = dict(request.headers), request.query_string
    return answer_with(
        image_api.ask(request.method, path, query, headers, owner, body, reviews=reviews)
    )


def answer_with(passed: Passed) -> Response:
    """Answer with what image-api says, as it comes in."""
    response = Response(passed.content, passed.status, passed.headers, direct_passthrough=True)
    response.call_on_close(passed.close)
    return response


def passed_on(
    image_api: ImageApi,
    kind: str,
    routes: Iterable[Route],
    address: Callable[..., str],
    *,
    with_role: bool = False,
) -> APIBlueprint:
    """Routes that are passed on byte by byte, in and out, with the name of the caller's key.

    Args:
        image_api: Who answers them.
        kind: Of what they are, which is their path, too.
        routes: All of them.
        address: Where image-api has what these parts of a path name; it raises a Problem where
            that is nowhere.
        with_role: Whether the key's role goes along.
    """
    blueprint = APIBlueprint(kind, __name__, tag=kind, url_prefix=f"/{kind}")

    def answer(route: Route, **named: str) -> Response:
        parts = [named.get(part.strip("<>"), part) for part in route.path.split("/")[1:]]
        body = None
        if route.takes_body:
            request.max_content_length = request.max_form_memory_size = MOST_REQUEST_BYTES
            body = iter(partial(request.stream.read, _CHUNK), b"")
        reviews = with_role and guard.reviews()
        return pass_on(image_api, address(*parts), guard.holder(), body, reviews=reviews)

    for route in routes:
        view = _described(blueprint, route, update_wrapper(partial(answer, route), answer))
        endpoint = f"{route.method}{route.path}"
        blueprint.add_url_rule(route.path, endpoint, view, methods=[route.method])
    return blueprint


def _described(
    blueprint: APIBlueprint, route: Route, view: Callable[..., Response]
) -> Callable[..., Response]:
    own = route.responses
    view = blueprint.doc(
        summary=route.summary,
        description=route.description,
        responses={**DESCRIBED, **own} if isinstance(own, Mapping) else [*REFUSALS, *own],
        extensions=dict(route.extensions),
    )(view)
    if route.answer is None and route.status == HTTPStatus.OK:
        return view
    return blueprint.output(route.answer or {}, status_code=route.status)(view)
