import numpy as np
import pytest

from recognition_api.confidence import LINES, WORDS, Confidence
from recognition_api.evidence import Evidence, of_characters


def of(confidence: Confidence, *probabilities: float) -> float:
    return confidence.of(of_characters(np.array(probabilities, np.float32)))


def test_unfitted_it_is_the_geometric_mean() -> None:
    assert of(Confidence(), 0.9, 0.4) == pytest.approx(0.6, abs=1e-4)


def test_one_weak_character_lowers_it_where_fitted_so() -> None:
    fitted = Confidence(mean=0.5, weakest=0.5)
    assert of(fitted, 0.99, 0.99, 0.99, 0.68) < of(fitted, 0.9, 0.9, 0.9, 0.9)


@pytest.mark.parametrize("figure", Evidence._fields)
def test_every_figure_counts_by_its_own_coefficient(figure: str) -> None:
    nothing = Evidence(0.0, 0.0)
    fitted = Confidence(**{"mean": 0.0, figure: 2.0})
    assert fitted.of(nothing) == 0.5
    assert fitted.of(nothing._replace(**{figure: 1.0})) == pytest.approx(0.880797, abs=1e-6)


def test_certainty_does_not_overflow() -> None:
    assert 0.0 <= of(Confidence(mean=50.0), 0.0, 1.0) <= 1.0


def test_it_survives_the_way_through_a_models_metadata() -> None:
    fitted = Confidence(bias=-0.25, mean=1.5, weakest=0.125, unsaid=-1.0)
    told = fitted.to_metadata(WORDS) | Confidence().to_metadata(LINES) | {"version": "7"}
    assert Confidence.from_metadata(told, WORDS) == fitted
