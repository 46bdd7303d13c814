"""Pages read by a show-off server: `POST /read`, nothing of it kept there."""

import time
from pathlib import Path
from typing import Any, Final

import httpx
from ocrmypdf.exceptions import ExitCode, ExitCodeException

from ocrmypdf_show_off.answers import lines
from ocrmypdf_show_off.elements import Line
from ocrmypdf_show_off.pictures import encoded

_FORM: Final = {"words": "1", "keep": "0"}
_TRIES: Final = 6
_LONGEST_PAUSE: Final = 30.0  # seconds
_LATER: Final = frozenset({429, 502, 503, 504})


class ServerError(ExitCodeException):
    """The server did not read the page."""

    exit_code = ExitCode.child_process_error


def read(path: Path, url: str, key: str | None, seconds: float) -> list[Line]:
    """Read the picture of a page.

    Args:
        path: Its file.
        url: Of the server's API, for example http://show-off.lan/api.
        key: An API key, where the server asks for one.
        seconds: Longest wait for an answer.

    Raises:
        ServerError: It did not answer, or refused.
    """
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    picture, pause = encoded(path), 1.0
    for attempt in range(1, _TRIES + 1):
        try:
            answer = httpx.post(
                f"{url.rstrip('/')}/read",
                files={"image": ("page", picture)},
                data=_FORM,
                headers={"Accept": "application/json", **headers},
                timeout=seconds,
            )
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise ServerError(f"--show-off-url {url}: {error}") from None
        except httpx.HTTPError as error:
            told, wait = f"{type(error).__name__}", pause
        else:
            if answer.is_success:
                return _lines(answer, url)
            told, wait = _reason(answer), _pause(answer, pause)
            if answer.status_code not in _LATER:
                raise ServerError(f"show-off refused the page: {told}")
        if attempt < _TRIES:
            time.sleep(min(wait, _LONGEST_PAUSE))
            pause *= 2
    raise ServerError(f"show-off at {url} did not read the page: {told}")


def _lines(answer: httpx.Response, url: str) -> list[Line]:
    try:
        return lines(answer.json())
    except (ValueError, KeyError, TypeError):
        raise ServerError(f"{url} answers, but not as show-off's API does") from None


def _reason(answer: httpx.Response) -> str:
    try:
        problem: dict[str, Any] = answer.json()
        return f"{problem['title']}: {problem['detail']}"
    except (ValueError, KeyError, TypeError):
        return f"status {answer.status_code}"


def _pause(answer: httpx.Response, default: float) -> float:
    told = answer.headers.get("Retry-After", "")
    return float(told) if told.isdigit() else default
