import pytest

from recognition_api.alphabet import BLANK, CHARACTERS, CLASSES, encode, is_known, normalise


def test_characters_are_unique_and_none_is_the_blank() -> None:
    assert len(set(CHARACTERS)) == len(CHARACTERS) == CLASSES - 1
    assert BLANK not in encode(CHARACTERS)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("e\u0301", "é"),
        ("\ufb01n", "fin"),
        ("a\u00a0b", "a b"),
        ("\u2212 5", "– 5"),
        ("·", "•"),
        ("H₂O", "H2O"),
    ],
)
def test_lookalikes_map_into_the_alphabet(given: str, expected: str) -> None:
    assert normalise(given) == expected
    assert is_known(normalise(given))


def test_unknown_characters_are_told() -> None:
    assert not is_known("漢")
    with pytest.raises(KeyError):
        encode("漢")


def test_classes_keep_their_numbers_when_characters_join() -> None:
    assert encode(" ~Àÿ²") == [1, 95, 96, 157, 184]
    assert encode("₹☐⁹†") == [186, 195, 215, 223]
