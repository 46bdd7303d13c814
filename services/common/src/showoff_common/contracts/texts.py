"""What recognition-api answers: what lines say."""

from typing import Literal

from pydantic import BaseModel, Field


class ExtractedTexts(BaseModel):
    """One entry a line, in the order asked."""

    tokens: list[str] = Field(description="What the lines say.")
    confidences: list[float] = Field(description="Probability that each is right, 0 to 1.")
    turns: list[Literal[0, 180]] = Field(
        description="180 where a line was read upside down, from its opposite corner: a page that "
        "makes little sense as its boxes stand, and more that way."
    )
    model: str = Field(description="Version of the recogniser.")
