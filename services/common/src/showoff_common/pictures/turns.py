"""Quarter turns of a picture, as asked for over HTTP."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

Turn = Literal[0, 90, 180, 270]
"""Degrees, clockwise."""


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


TurnField = Annotated[
    Turn,
    BeforeValidator(_number),
    Field(
        description="Turn the picture clockwise by so many degrees before it is searched, to find "
        "text that runs up or down; answers stay in pixels of the displayed picture."
    ),
]
"""A form field of degrees."""
