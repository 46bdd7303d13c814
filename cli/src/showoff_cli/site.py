"""What a browser gets from the platform on one machine: the page at /, documentation at /docs."""

from pathlib import Path
from typing import Final

from flask import Flask, Response, redirect, request, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

# As services/ui/nginx and services/docs/nginx say it. What the page may load stands in the page.
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

_USAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>show-off</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 3rem auto; padding: 0 1rem;
         color-scheme: light dark; }
  pre { overflow: auto; padding: .75rem; background: #8882; }
</style>
<h1>show-off reads the text in pictures</h1>
<p>Send a picture, get its text:</p>
<pre>curl -F image=@picture.jpg http://localhost:8080/api/read</pre>
<p>What else the API answers: <a href="/api/doc">documentation</a>,
<a href="/api/openapi.json">OpenAPI document</a>.</p>
<p>The page for dropping pictures here is not built yet: <code>make page</code>.</p>
</html>
"""


def create_site(page: Path, documentation: Path) -> Flask:
    """The static site.

    Args:
        page: The built page; where there is none, / says how to use the API.
        documentation: The built documentation; where there is none, /docs leads to the API's own.
    """
    site = Flask(__name__, static_folder=None)

    @site.get("/docs/")
    @site.get("/docs/<path:name>")
    def docs(name: str = "index.html") -> BaseResponse:
        if not (documentation / "index.html").is_file():
            return redirect("/api/doc")
        return _file(documentation, name)

    @site.get("/")
    @site.get("/<path:name>")
    def show(name: str = "index.html") -> BaseResponse:
        if name == "index.html" and not (page / name).is_file():
            return Response(_USAGE, headers={"Content-Security-Policy": _NOTHING_FOREIGN})
        return _file(page, name)

    @site.after_request
    def protect(response: Response) -> Response:
        if request.path.startswith("/docs/"):
            response.headers["Content-Security-Policy"] = _NOTHING_FOREIGN
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return site


def _file(folder: Path, name: str) -> Response:
    """A built file; those under assets/ carry a hash in their name and never change."""
    try:
        response = send_from_directory(folder.resolve(), name)
    except NotFound:
        return Response("There is no such page.\n", status=404, mimetype="text/plain")
    if name.startswith("assets/"):
        response.cache_control.no_cache = None
        response.cache_control.max_age = 365 * 24 * 3600
        response.cache_control.immutable = True
    return response
