"""The gate before a deployment: no model replaces one that reads the users' own lines better.

It asks image-api for the newest gold set, reads its measuring share with the model that is to come
and, over HTTP, with the one that is deployed, and tells image-api both. What is known is not
measured again: the gate runs at every sync.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import httpx

from recognition_api.measuring import report
from recognition_api.measuring.gold_set import GoldSet, read_set
from recognition_api.measuring.readers import Deployed, OwnModel
from recognition_api.measuring.scores import Score, by_kind, figures, outside, score
from recognition_api.measuring.verdict import Comparison, compare
from recognition_api.recognizer import Recognizer
from showoff_common.contracts.gold import (
    REVIEW,
    ROLE_HEADER,
    MeasuredLine,
    Measures,
    NewMeasure,
    Verdict,
)

_SECONDS: Final = 60.0
_LONGEST: Final = 1000  # characters of a reading that is told


@dataclass(frozen=True)
class Passage:
    """What the gate says.

    Attributes:
        verdict: Only `worse` keeps a model out.
        report: Why, without any text of a line.
    """

    verdict: Verdict
    report: str


class GoldKeeper:
    """image-api, asked for sets and told measures; raises httpx.HTTPError where it fails."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(
            base_url=f"{url}/api/gold",
            trust_env=False,
            timeout=_SECONDS,
            headers={ROLE_HEADER: REVIEW},
        )

    def newest(self) -> int | None:
        """The number of the newest set; None where there is none yet."""
        answer = self._client.get("/sets/latest")
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return None
        return int(answer.raise_for_status().json()["number"])

    def measuring_share(self, number: int) -> GoldSet:
        answer = self._client.get(f"/sets/{number}/labels", params={"share": "measure"})
        return read_set(answer.raise_for_status().content)

    def verdict(self, model: str, number: int) -> Verdict | None:
        """What is known of a model on a set."""
        answer = self._client.get("/measures", params={"model": model, "set": number})
        known = Measures.model_validate_json(answer.raise_for_status().content).measures
        return known[0].verdict if known else None

    def tell(self, measure: NewMeasure) -> Verdict:
        """Keep a measure; the verdict that counts, which is that of the first."""
        answer = self._client.post(
            "/measures",
            content=measure.model_dump_json(),
            headers={"Content-Type": "application/json"},
        )
        verdict: Verdict = NewMeasure.model_construct(**answer.raise_for_status().json()).verdict
        return verdict


def pass_gate(recognizer: Recognizer, keeper: GoldKeeper, deployed: Deployed) -> Passage:
    """Judge a model.

    Raises:
        httpx.HTTPError: image-api, or the model deployed, fails.
        ValueError: What image-api gave is no set.
    """
    number = keeper.newest()
    if number is None:
        return Passage("unknown", "No gold set yet.")
    known = keeper.verdict(recognizer.version, number)
    if known is not None:
        return Passage(known, f"Known: {recognizer.version} on set {number}: {known}.")
    lines = keeper.measuring_share(number).lines
    own = score(OwnModel(recognizer), lines)
    if not (lines and deployed.answers()):
        verdict = keeper.tell(_measure(recognizer.version, number, own))
        return Passage(verdict, f"Nothing to compare {recognizer.version} with on set {number}.")
    other = score(deployed, lines)
    comparison = compare(own, other)
    if deployed.version != recognizer.version:
        keeper.tell(_measure(deployed.version, number, other))
    verdict = keeper.tell(_measure(recognizer.version, number, own, deployed.version, comparison))
    shown = report.table({deployed.version: other, f"new {recognizer.version}": own})
    return Passage(verdict, f"{shown}\n{report.told(comparison, texts=False)}")


def _measure(
    model: str,
    number: int,
    scores: Sequence[Score],
    against: str | None = None,
    comparison: Comparison | None = None,
) -> NewMeasure:
    return NewMeasure(
        model=model,
        set=number,
        **dict(figures(scores)),
        kinds={kind: figures(each) for kind, each in by_kind(scores).items()},
        against=against,
        verdict=comparison.verdict if comparison else "unknown",
        difference=comparison.errors if comparison else None,
        outside=outside(each.line for each in scores),
        measured=[
            MeasuredLine(digest=each.line.digest, edits=each.edits, text=each.read[:_LONGEST])
            for each in scores
        ],
    )
