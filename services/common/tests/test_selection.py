import pytest

from showoff_common.contracts.selection import EVERY_PAGE, Selection


@pytest.mark.parametrize(
    ("text", "pages"),
    [("3, 1-2,2", [1, 2, 3]), ("2", [2]), ("2-99999", [2, 3]), ("4-9", [])],
)
def test_pages_are_asked_for_by_their_numbers(text: str, pages: list[int]) -> None:
    assert Selection.parse(text).of(3) == pages


def test_without_numbers_it_is_every_page() -> None:
    assert EVERY_PAGE.of(3) == [1, 2, 3]
    assert EVERY_PAGE.beyond(3) is None


@pytest.mark.parametrize(("text", "last"), [("1-3", None), ("1-9,2", 9), ("4", 4)])
def test_what_a_document_has_not_is_known(text: str, last: int | None) -> None:
    assert Selection.parse(text).beyond(3) == last


@pytest.mark.parametrize("text", ["", "0", "2-1", "a", "1,,2", "-3"])
def test_what_names_no_pages_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="names no pages"):
        Selection.parse(text)
