import numpy as np
import pytest

from recognition_api.confidence import Confidence


def test_unfitted_it_is_the_geometric_mean() -> None:
    assert Confidence().of(np.array([0.9, 0.4], np.float32)) == pytest.approx(0.6, abs=1e-4)


def test_an_empty_line_has_none() -> None:
    assert Confidence(bias=9.0).of(np.zeros(0, np.float32)) == 0.0


def test_one_weak_character_lowers_it_where_fitted_so() -> None:
    fitted = Confidence(mean=0.5, weakest=0.5)
    even, uneven = np.full(4, 0.9, np.float32), np.array([0.99, 0.99, 0.99, 0.68], np.float32)
    assert fitted.of(uneven) < fitted.of(even)


def test_certainty_does_not_overflow() -> None:
    assert 0.0 <= Confidence(mean=50.0).of(np.array([0.0, 1.0], np.float32)) <= 1.0


def test_it_survives_the_way_through_a_models_metadata() -> None:
    fitted = Confidence(bias=-0.25, mean=1.5, weakest=0.125)
    assert Confidence.from_metadata(fitted.to_metadata() | {"version": "7"}) == fitted
