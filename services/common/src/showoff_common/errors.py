"""The error that reaches a client; `web.problems` turns it into a response."""

from collections.abc import Mapping


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it a problem
    """An error that reaches the client.

    Args:
        status: HTTP status, 4xx or 5xx.
        title: The kind of problem in a few words.
        detail: What went wrong this time, in a sentence a person can act on.
        type: A URI naming the kind of problem.
        headers: Headers of the answer, for example `Retry-After`.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        type: str = "about:blank",  # noqa: A002 - RFC 9457 names it so
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {title}: {detail}")
        self.status = status
        self.title = title
        self.detail = detail
        self.type = type
        self.headers = dict(headers or {})
