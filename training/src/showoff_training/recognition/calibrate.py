"""Fitting confidences to how often what is so sure is right, and telling how well they fit."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recognition_api.confidence import Confidence
from recognition_api.evidence import Evidence

_STEPS = 50
_RIDGE = 1e-2  # keeps the coefficients finite when every line is right
_BINS = 10
_DRAWS = 400


def fit(
    evidence: Sequence[Evidence], right: Sequence[bool], kinds: Sequence[str] | None = None
) -> Confidence:
    """Logistic regression, by Newton's method, of a text being right on its figures.

    Args:
        evidence: Of each text.
        right: Whether it was read exactly.
        kinds: Of print. A kind then counts as the root of its texts, so that large ones don't
            drown small ones.
    """
    if not evidence:
        return Confidence()
    x = np.array([(1.0, *each) for each in evidence], np.float64)
    y = np.array(right, np.float64)
    counts = np.ones(len(x)) if kinds is None else 1 / np.sqrt(_sizes(kinds))
    counts *= len(x) / counts.sum()
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        mean = 1 / (1 + np.exp(-np.clip(x @ weights, -50, 50)))
        gradient = x.T @ (counts * (mean - y)) + _RIDGE * weights
        spread = counts * mean * (1 - mean)
        curvature = (x * spread[:, None]).T @ x + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    bias, *coefficients = weights.tolist()
    return Confidence(bias, **dict(zip(Evidence._fields, coefficients, strict=True)))


def _sizes(kinds: Sequence[str]) -> NDArray[np.float64]:
    counted = Counter(kinds)
    return np.array([counted[kind] for kind in kinds], np.float64)


def expected_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error (Naeini et al., AAAI 2015) over ten bins of equal width, 0..1."""
    said = np.asarray(confidences, np.float64)
    return float(_errors(said, np.asarray(right, np.float64)[None])[0]) if len(said) else 0.0


def error_by_chance(confidences: Sequence[float], seed: int = 0) -> tuple[float, float]:
    """The calibration error of as many texts whose confidences are true: mean, 95th percentile.

    Few texts never match any confidence in every bin. Consistency resampling (Bröcker and Smith,
    Weather and Forecasting 2007): each text is right as often as it says.
    """
    said = np.asarray(confidences, np.float64)
    if not len(said):
        return 0.0, 0.0
    right = np.random.default_rng(seed).random((_DRAWS, len(said))) < said
    errors = _errors(said, right.astype(np.float64))
    return float(errors.mean()), float(np.percentile(errors, 95))


def _errors(said: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The calibration error of texts, (n,), for each draw of which are right, (draws, n)."""
    bins = np.minimum((said * _BINS).astype(int), _BINS - 1)
    gaps = (said - right) @ np.eye(_BINS)[bins]
    errors: NDArray[np.float64] = np.abs(gaps).sum(axis=1) / len(said)
    return errors
