"""Who reads the lines of a set: a model in this process, or the service that is deployed."""

import json
from typing import Final, Protocol

import httpx
import numpy as np
from PIL import Image

from recognition_api.extraction import extract
from recognition_api.measuring.gold_set import GoldLine
from recognition_api.recognizer import Recognizer
from showoff_common.contracts.texts import ExtractedTexts

_SECONDS: Final = 60.0


class Reader(Protocol):
    """Reads one line at a time, as users get it: with all looks and the model of letters."""

    @property
    def version(self) -> str:
        """Of its model; known once it has read a line."""
        ...

    def read(self, line: GoldLine) -> str: ...


class OwnModel:
    """A model in this process."""

    def __init__(self, recognizer: Recognizer) -> None:
        self._recognizer = recognizer
        self.version = recognizer.version

    def read(self, line: GoldLine) -> str:
        colours = line.pixels()
        grey = np.asarray(Image.fromarray(colours).convert("L"))
        told = extract(self._recognizer, grey, [line.quad], colours=lambda: colours)
        return told.tokens[0]


class Deployed:
    """The recognition-api at an address; raises httpx.HTTPError where it fails."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, trust_env=False, timeout=_SECONDS)
        self.version = ""

    def answers(self) -> bool:
        """Whether there is one: before the first deployment there is not."""
        try:
            return self._client.get("/ready").is_success
        except httpx.HTTPError:
            return False

    def read(self, line: GoldLine) -> str:
        answer = self._client.post(
            "/extract",
            files={"image": ("line.png", line.png)},
            data={"boxes": json.dumps([line.quad])},
            headers={"Priority": "u=7"},
        )
        told = ExtractedTexts.model_validate_json(answer.raise_for_status().content)
        self.version = told.model
        return told.tokens[0]
