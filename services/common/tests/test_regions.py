import pytest

from showoff_common.errors import Problem
from showoff_common.pictures.regions import Region


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2,3",
        "1,2,3,4,5",
        "a,b,c,d",
        "1,2,0,4",
        "1,2,3,-4",
        "1_0,2,3,4",
        "\N{ARABIC-INDIC DIGIT ONE},2,3,4",
        "+1,2,3,4",
    ],
)
def test_what_is_no_region_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must"):
        Region.parse(text)


def test_a_region_is_clipped_to_the_picture() -> None:
    assert Region.parse("-5, 10, 200, 15").within(100, 20) == Region(0, 10, 100, 10)


@pytest.mark.parametrize("text", ["100,0,10,10", "0,20,10,10", "-10,0,10,10"])
def test_a_region_outside_the_picture_is_a_problem(text: str) -> None:
    with pytest.raises(Problem) as caught:
        Region.parse(text).within(100, 20)

    assert caught.value.status == 400


def test_spaces_around_numbers_do_no_harm() -> None:
    assert Region.parse("1, 2, 3, 4") == Region(1, 2, 3, 4)
