import numpy as np
import pytest

from showoff_training.recognition.calibrate import expected_error, fit


def test_a_fitted_confidence_matches_how_often_lines_are_right() -> None:
    rng = np.random.default_rng(0)
    lines = [rng.uniform(low, 1, 8).astype(np.float32) for low in rng.uniform(0.3, 0.99, 3000)]
    right = [bool(rng.random() < line.min() ** 3) for line in lines]  # far less sure than it says
    confidence = fit(lines[:2000], right[:2000])
    said = [confidence.of(line) for line in lines[2000:]]
    before = expected_error([float(line.mean()) for line in lines[2000:]], right[2000:])
    assert before > 0.2
    assert expected_error(said, right[2000:]) < 0.05


def test_lines_that_are_all_right_give_finite_coefficients() -> None:
    confidence = fit([np.full(3, 0.99, np.float32)] * 10, [True] * 10)
    assert 0.9 < confidence.of(np.full(3, 0.99, np.float32)) <= 1


def test_error_is_the_gap_between_said_and_true() -> None:
    assert expected_error([0.95] * 10, [True] * 5 + [False] * 5) == pytest.approx(0.45)
