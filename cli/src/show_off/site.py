"""What a browser gets from the platform on one machine: the page at /, documentation at /docs."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Final

import httpx
from flask import Flask, Response, redirect, request, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from show_off.compression import compress
from show_off.pages import NOT_BUILT

# As the nginx of both static services says it. What the page may load stands in the page.
_HEADERS: Final = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_NOTHING_FOREIGN: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

_USAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
{refresh}<title>show-off</title>
<style>
  body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 3rem auto;
         padding: 0 1rem; color-scheme: light dark; }}
  pre {{ overflow: auto; padding: .75rem; background: #8882; }}
</style>
<h1>show-off reads the text in pictures</h1>
<p>{page}</p>
<p>Send a picture, get its text:</p>
<pre>curl -F image=@picture.jpg {address}api/read</pre>
<p>What else the API answers: <a href="/api/doc">documentation</a>,
<a href="/api/openapi.json">OpenAPI document</a>.</p>
</html>
"""
_REFRESH: Final = '<meta http-equiv="refresh" content="2">\n'


_NO_DOCUMENTS: Final[Mapping[str, str]] = MappingProxyType({})
_DOCUMENT_SECONDS: Final = 10


def create_site(
    page: Path,
    documentation: Path,
    documents: Mapping[str, str] = _NO_DOCUMENTS,
    log: Path | None = None,
) -> Flask:
    """The static site.

    Args:
        page: The built page; where there is none, / says how to use the API.
        documentation: The built documentation; where there is none, /docs leads to the API's own.
        documents: Where each service's OpenAPI document is: a URL that only this machine reaches
            and that is fetched for the browser, or a path of this server.
        log: Of the build of the page, where it is being built.
    """
    site = Flask(__name__, static_folder=None)

    @site.get("/docs/")
    @site.get("/docs/<path:name>")
    def docs(name: str = "index.html") -> BaseResponse:
        if not (documentation / "index.html").is_file():
            return redirect("/api/doc")
        return _file(documentation, name)

    @site.get("/docs/openapi/<name>.json")
    def document(name: str) -> BaseResponse:
        return _document(documents.get(name))

    @site.get("/")
    @site.get("/<path:name>")
    def show(name: str = "index.html") -> BaseResponse:
        if name == "index.html" and not (page / name).is_file():
            return _usage(log)
        return _file(page, name)

    @site.after_request
    def protect(response: Response) -> Response:
        if request.path.startswith("/docs/"):
            response.headers["Content-Security-Policy"] = _NOTHING_FOREIGN
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return site


def _usage(log: Path | None) -> Response:
    """How to use the API, as long as there is no page: it comes by itself while it is built."""
    refresh = ""
    if log is None:
        page = "The page for dropping pictures here is not built."
    elif log.is_file() and NOT_BUILT in log.read_text(encoding="utf-8", errors="replace"):
        page = f"{NOT_BUILT} {escape(str(log))} says why."
    else:
        page = "The page for dropping pictures here is being built; it will show in a minute."
        refresh = _REFRESH
    text = _USAGE.format(page=page, refresh=refresh, address=escape(request.host_url))
    headers = {"Content-Security-Policy": _NOTHING_FOREIGN, "Cache-Control": "no-store"}
    return Response(text, headers=headers)


def _document(address: str | None) -> BaseResponse:
    """A service's OpenAPI document, 502 where the service does not answer."""
    if address is None:
        return _nothing()
    if address.startswith("/"):
        return redirect(address)
    try:
        answer = httpx.get(address, timeout=_DOCUMENT_SECONDS, trust_env=False).raise_for_status()
    except httpx.HTTPError:
        return Response("The service does not answer.\n", status=502, mimetype="text/plain")
    return Response(answer.content, mimetype="application/json")


def _nothing() -> Response:
    return Response("There is no such page.\n", status=404, mimetype="text/plain")


def _file(folder: Path, name: str) -> BaseResponse:
    """A built file; those under assets/ carry a hash in their name and never change."""
    try:
        response = send_from_directory(folder.resolve(), name, conditional=False)
    except NotFound:
        return _nothing()
    if name.startswith("assets/"):
        response.cache_control.no_cache = None
        response.cache_control.max_age = 365 * 24 * 3600
        response.cache_control.immutable = True
    return compress(response, folder / name, request)
