import numpy as np
import pytest

from recognition_api.confidence import Confidence
from recognition_api.evidence import Evidence, of_characters
from showoff_training.recognition.calibrate import error_by_chance, expected_error, fit


def evidence(low: float, rng: np.random.Generator) -> tuple[Evidence, float]:
    """Of a line of eight characters, and the probability of the weakest."""
    line = rng.uniform(low, 1, 8).astype(np.float32)
    return of_characters(line), float(line.min())


def test_a_fitted_confidence_matches_how_often_lines_are_right() -> None:
    rng = np.random.default_rng(0)
    lines = [evidence(low, rng) for low in rng.uniform(0.3, 0.99, 3000)]
    right = [bool(rng.random() < weakest**3) for _, weakest in lines]  # far less sure than it says
    seen = [told for told, _ in lines]
    confidence = fit(seen[:2000], right[:2000])
    said = [confidence.of(told) for told in seen[2000:]]
    assert expected_error([weakest for _, weakest in lines[2000:]], right[2000:]) > 0.2
    assert expected_error(said, right[2000:]) < 0.05


def test_a_figure_that_tells_lines_apart_gets_a_coefficient() -> None:
    rng = np.random.default_rng(1)
    lines = [Evidence(2.0, 1.0, unsaid=value) for value in rng.uniform(-6, 2, 2000)]
    right = [bool(rng.random() < 1 / (1 + np.exp(line.unsaid))) for line in lines]
    confidence = fit(lines, right)
    assert confidence.unsaid == pytest.approx(-1, abs=0.15)
    assert confidence.whole == 0


def test_a_small_kind_has_more_say_than_its_lines() -> None:
    lines, right = [Evidence(0.0, 0.0)] * 1000, [True] * 900 + [False] * 100
    alone = fit(lines, right).of(lines[0])
    kinds = ["many"] * 900 + ["few"] * 100
    assert alone == pytest.approx(0.9, abs=0.01)
    assert fit(lines, right, kinds).of(lines[0]) == pytest.approx(0.75, abs=0.01)  # 30 to 10


def test_lines_that_are_all_right_give_finite_coefficients() -> None:
    told = of_characters(np.full(3, 0.99, np.float32))
    assert 0.9 < fit([told] * 10, [True] * 10).of(told) <= 1


def test_nothing_to_fit_on_leaves_the_geometric_mean() -> None:
    assert fit([], []) == Confidence()


def test_error_is_the_gap_between_said_and_true() -> None:
    assert expected_error([0.95] * 10, [True] * 5 + [False] * 5) == pytest.approx(0.45)


def test_few_lines_show_an_error_although_every_confidence_is_true() -> None:
    rng = np.random.default_rng(2)
    few, many = rng.random(100).tolist(), rng.random(10_000).tolist()
    mean, most = error_by_chance(few)
    assert 0.08 < mean < 0.13 < most < 0.2
    assert error_by_chance(many)[0] < 0.015
    assert expected_error(few, [rng.random() < said for said in few]) < most
    right, squared = [rng.random() < said for said in many], [said**2 for said in many]
    assert expected_error(squared, right) > error_by_chance(squared)[1]
