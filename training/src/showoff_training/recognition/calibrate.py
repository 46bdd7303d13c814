"""Fitting the confidence of a line to how often such lines are right."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recognition_api.confidence import Confidence, features

_STEPS = 50
_RIDGE = 1e-2  # keeps the coefficients finite when every line is right


def fit(probabilities: Sequence[NDArray[np.float32]], right: Sequence[bool]) -> Confidence:
    """Logistic regression, by Newton's method, of a line being right on its two features.

    Args:
        probabilities: One array of character probabilities a line; empty lines are left out.
        right: Whether the line was read exactly.
    """
    rows = [(1.0, *features(p)) for p in probabilities if len(p)]
    x = np.array(rows, np.float64).reshape(-1, 3)
    y = np.array([r for p, r in zip(probabilities, right, strict=True) if len(p)], np.float64)
    weights = np.zeros(3)
    for _ in range(_STEPS):
        mean = 1 / (1 + np.exp(-np.clip(x @ weights, -50, 50)))
        gradient = x.T @ (mean - y) + _RIDGE * weights
        curvature = (x * (mean * (1 - mean))[:, None]).T @ x + _RIDGE * np.eye(3)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    bias, average, weakest = (float(w) for w in weights)
    return Confidence(bias=bias, mean=average, weakest=weakest)


def expected_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al., AAAI 2015) over bins of equal width, 0..1."""
    said, true = np.asarray(confidences, np.float64), np.asarray(right, np.float64)
    if not len(said):
        return 0.0
    which = np.minimum((said * bins).astype(int), bins - 1)
    gaps = [
        (which == b).mean() * abs(said[which == b].mean() - true[which == b].mean())
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))
