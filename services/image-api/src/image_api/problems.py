"""What is raised below, as answers.

Database and disk tell what is to be done with a message: try it again, or set it aside. Only here
stands what that means to a client.
"""

from collections.abc import Callable
from http import HTTPStatus

from flask import Response

from showoff_common.errors import Problem
from showoff_common.messaging.events import InvalidMessage, Unavailable
from showoff_common.web.problems import respond


def away(told: tuple[str, str]) -> Callable[[Unavailable], Response]:
    """A blueprint's answer where database or disk are away: its title and detail."""
    title, detail = told

    def answer(error: Unavailable) -> Response:
        del error  # what it says is for operators
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return respond(Problem(status, title, detail, headers={"Retry-After": "5"}))

    return answer


def unstorable(error: InvalidMessage) -> Response:
    """What the database refuses to hold, or to look for; of every route."""
    return respond(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Not storable", str(error)[:200]))
