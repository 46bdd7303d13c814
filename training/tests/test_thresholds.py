from pathlib import Path

from show_off.local import LocalReader
from showoff_training.studies.thresholds import THRESHOLDS, scores

SAMPLES = Path(__file__).parents[2] / "samples"


def test_clear_print_is_told_at_low_thresholds() -> None:
    found = scores(SAMPLES, LocalReader(), limit=2)
    assert len(found) == len(THRESHOLDS)
    assert found[0] > 0.7
