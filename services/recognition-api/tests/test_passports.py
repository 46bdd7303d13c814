import pytest

from recognition_api.passports import as_standard

CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)
NAMES = "P<UTOERIKSSON<<ANNA<MARIA" + 19 * "<"
NUMBERS = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"


@pytest.mark.parametrize("line", [*CARD, NAMES, NUMBERS, NAMES[:36], NUMBERS[:28] + 7 * "<" + "6"])
def test_a_line_by_the_standard_stays(line: str) -> None:
    assert as_standard(line) == line


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("I<UT0D231458907<<<<<<<<<<<<<<<", CARD[0]),
        ("74O8I22F12O4159UT0<<<<<<<<<<<6", CARD[1]),
        ("P<UT0ER1KS50N<<ANNA<MAR1A" + 19 * "<", NAMES),
        ("P<UTOErIKSSON<<ANNA<MArIA" + 19 * "<", NAMES),
        ("L8989O2C36UTO74O8122F12O4159ZE184226B<<<<<1O", NUMBERS),
        ("L898902C36 UTO7408122 F1204159ZE184226B<<<<<10", NUMBERS),
    ],
)
def test_letters_and_digits_stand_where_the_standard_has_them(read: str, meant: str) -> None:
    assert as_standard(read) == meant


@pytest.mark.parametrize("read", ["A0O4827", "A004827", "AO04827"])
def test_a_number_holds_both_as_its_check_digit_says(read: str) -> None:
    line = f"{read}<<7UTO8107152M2906094<<<<<<<<<<<<<<06"
    assert as_standard(line) == "A0O4827<<7UTO8107152M2906094<<<<<<<<<<<<<<06"


@pytest.mark.parametrize("text", ["P<UTO", 44 * "O", "a < b and b < c, so a < c for all 30", ""])
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert as_standard(text) == text
