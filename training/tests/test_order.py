from showoff_training.measure.order import successors


def line(x: float, y: float) -> list[tuple[float, float]]:
    return [(x, y), (x + 100, y), (x + 100, y + 20), (x, y + 20)]


def test_neighbours_that_are_read_one_after_the_other_count() -> None:
    assert successors([line(0, 0), line(0, 40), line(0, 80)]) == (2, 2)
    assert successors([line(0, 40), line(0, 0), line(0, 80)]) == (0, 2)


def test_a_picture_without_lines_has_no_neighbours() -> None:
    assert successors([]) == (0, 0)
