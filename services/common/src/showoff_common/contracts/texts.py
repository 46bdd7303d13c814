"""What recognition-api answers: what lines say."""

from typing import Literal

from pydantic import BaseModel, Field


class Word(BaseModel):
    """What stands between two spaces of a line."""

    text: str
    confidence: float = Field(ge=0, le=1, description="Probability that all of it is right.")
    start: float = Field(
        ge=0,
        le=1,
        description="Where it begins, as a share of the way from the line's left edge to its "
        "right one; in the direction in which it was read.",
    )
    end: float = Field(ge=0, le=1, description="Where it ends, likewise.")


class Alternative(BaseModel):
    """What a letter may be instead."""

    text: str
    confidence: float = Field(ge=0, le=1)


class DoubtfulLetter(BaseModel):
    """A letter, or a space, that may be another."""

    index: int = Field(ge=0, description="Of the character in the text of its line, from 0.")
    confidence: float = Field(
        ge=0, le=1, description="That it is what the text says: as the network sees it, below 0.9."
    )
    alternatives: list[Alternative] = Field(
        max_length=3, description="What else it may be, the likeliest first."
    )


def is_none(value: object) -> bool:
    """Whether a field is to be left out of an answer."""
    return value is None


Script = Literal["latin", "unknown"]
"""In what letters a line is written: those the recogniser knows, or others."""


class ExtractedTexts(BaseModel):
    """One entry a line, in the order asked."""

    tokens: list[str] = Field(description="What the lines say.")
    confidences: list[float] = Field(description="Probability that each is right, 0 to 1.")
    turns: list[Literal[0, 180]] = Field(
        description="180 where a line was read upside down, from its opposite corner: a page that "
        "makes little sense as its boxes stand, and more that way."
    )
    scripts: list[Script] = Field(
        default_factory=list,
        description="`unknown` where a line is written in letters that the recogniser doesn't know "
        "(Cyrillic, Greek, Arabic, Chinese and so on): it then says nothing of it.",
    )
    model: str = Field(description="Version of the recogniser.")
    words: list[list[Word]] | None = Field(
        default=None,
        exclude_if=is_none,
        description="The words of each line, in order, where asked for.",
    )
    letters: list[list[DoubtfulLetter]] | None = Field(
        default=None,
        exclude_if=is_none,
        description="The doubtful letters of each line, in order, where asked for.",
    )
