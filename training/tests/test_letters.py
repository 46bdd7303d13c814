import numpy as np

from recognition_api.letters import EDGE, SYMBOLS, symbol
from showoff_training.recognition.letters import probabilities


def test_after_every_context_the_symbols_share_one() -> None:
    likely = probabilities({"hotel": 3.0, "über": 1.0})
    assert likely.shape == (SYMBOLS,) * 4
    np.testing.assert_allclose(likely.sum(-1), 1)
    assert likely.min() > 0


def test_what_was_seen_is_likelier_the_more_often_it_was() -> None:
    likely = probabilities({"that": 9.0, "then": 1.0})
    start, t, h, a, e = EDGE, *map(symbol, "thae")
    assert likely[start, t, h, a] > likely[start, t, h, e] > likely[start, t, h, t]


def test_a_context_that_never_came_falls_back_on_a_shorter_one() -> None:
    likely = probabilities({"then": 5.0})
    q, h, e, x = map(symbol, "qhex")
    assert likely[q, q, h, e] > likely[q, q, h, x]
