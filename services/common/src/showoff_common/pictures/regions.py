"""The region of interest: the part of the displayed picture that is to be read."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, WithJsonSchema

from showoff_common.errors import Problem

_REGION: Final = re.compile(",".join([r" *(-?[0-9]{1,99}) *"] * 4))


@dataclass(frozen=True)
class Region:
    """An upright rectangle in pixels of the displayed picture, origin top left."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `x,y,width,height`.

        Raises:
            ValueError: These are not four whole numbers with a positive width and height.
        """
        if not (match := _REGION.fullmatch(text)):
            raise ValueError("must be four whole numbers: x,y,width,height")
        x, y, width, height = map(int, match.groups())
        if width < 1 or height < 1:
            raise ValueError("must have a positive width and height")
        return cls(x, y, width, height)

    def within(self, width: int, height: int) -> Self:
        """The part of this region that lies in a picture of `width` x `height` pixels.

        Raises:
            Problem: 400 where no part does.
        """
        left, top = max(self.x, 0), max(self.y, 0)
        right, bottom = min(self.x + self.width, width), min(self.y + self.height, height)
        if left >= right or top >= bottom:
            raise Problem(
                HTTPStatus.BAD_REQUEST,
                "Region outside the picture",
                f"roi {self} does not touch the picture, which is {width} x {height} pixels.",
            )
        return type(self)(left, top, right - left, bottom - top)

    def __str__(self) -> str:
        return f"{self.x},{self.y},{self.width},{self.height}"


def _parse(value: object) -> object:
    return Region.parse(value) if isinstance(value, str) else value


RegionField = Annotated[
    Region,
    BeforeValidator(_parse),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^-?[0-9]+,-?[0-9]+,[0-9]+,[0-9]+$",
            "examples": ["0,0,640,120"],
            "description": "x,y,width,height in pixels of the displayed picture",
        }
    ),
]
"""A form field `x,y,width,height`."""
