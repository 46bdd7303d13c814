"""Who reads: a running server over HTTP, or both models in this process."""

from collections.abc import Callable

import httpx
import numpy as np

from show_off.local import LocalReader
from showoff_training.measure.scores import ReadLine

Reader = Callable[[bytes], list[ReadLine]]
"""Reads an encoded picture."""


def in_process(reader: LocalReader | None = None) -> Reader:
    reader = reader or LocalReader()

    def read(data: bytes) -> list[ReadLine]:
        _, reading = reader.read(data)
        return [ReadLine(line.text, np.array(line.points)) for line in reading.lines]

    return read


def with_words(reader: LocalReader | None = None) -> Reader:
    """As `in_process`; each line tells how sure its most doubtful word is, too."""
    reader = reader or LocalReader()

    def read(data: bytes) -> list[ReadLine]:
        reading, _ = reader.read_page(data)
        return [
            ReadLine(
                line.text,
                np.array(line.points),
                line.confidence,
                min((word.confidence for word in line.words or ()), default=line.confidence),
            )
            for line in reading.lines
        ]

    return read


def over_http(url: str) -> Reader:
    """Read with a server; the reader raises httpx.HTTPError where it fails.

    Args:
        url: Of POST /read, for example http://localhost:8080/api/read.
    """
    client = httpx.Client(timeout=120)

    def read(data: bytes) -> list[ReadLine]:
        response = client.post(url, files={"image": ("picture", data)})
        response.raise_for_status()
        return [
            ReadLine(line["text"], np.array(line["points"])) for line in response.json()["lines"]
        ]

    return read
