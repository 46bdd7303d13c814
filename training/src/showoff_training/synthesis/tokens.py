"""Strings that are no words: amounts, dates, references, addresses and characters at random."""

import random
import re
import string
from collections.abc import Sequence

from showoff_recognition.alphabet import CHARACTERS

MONEY = ("", "", "$", "€", "£", "¥", "EUR ", "USD ", "RM", "RM ")
DATES = (
    "{d:02}/{m:02}/{y}",
    "{d:02}.{m:02}.{y}",
    "{y}-{m:02}-{d:02}",
    "{d}-{m}-{y}",
    "{d:02}/{m:02}/{s:02}",
)
BRACKETS = ("()", "[]", "{}", '""', "“”", "«»", "‘’", "''", "<>")


class TokenSource:
    """An endless, seeded source of such strings."""

    def __init__(self, r: random.Random, words: Sequence[str]) -> None:
        """Words are what addresses and bracketed strings are made of."""
        self._random = r
        self._words = words

    def number(self) -> str:
        kinds = (
            (0.35, self.price),
            (0.17, self._date),
            (0.10, self._time),
            (0.06, lambda: f"{self._random.randint(0, 100)}%"),
            (0.12, self._reference),
            (0.07, self._telephone),
            (0.08, lambda: self._characters(string.ascii_uppercase + string.digits, 3, 12)),
            (0.05, lambda: f"{self._random.randint(1000, 99_999_999):,}"),
        )
        return self._random.choices([k for _, k in kinds], [p for p, _ in kinds])[0]()

    def price(self) -> str:
        r = self._random
        value = f"{10 ** r.uniform(-0.5, 3.5):.2f}"
        if r.random() < 0.2:
            value = value.replace(".", ",")
        sign = r.choice(MONEY)
        return sign + value if r.random() < 0.75 else f"{value} {sign.strip()}".strip()

    def code(self) -> str:
        """An address, a mail address, a bracketed word, or characters at random."""
        r = self._random
        a, b = (re.sub(r"\W", "", r.choice(self._words)) for _ in range(2))
        chance = r.random()
        if chance < 0.35:
            host = r.choice(("www.", "http://", "https://", "")) + a.lower()
            return (
                host
                + r.choice((".com", ".org", ".net", ".co.uk", ".fr"))
                + r.choice(("", "/", f"/{b}"))
            )
        if chance < 0.5:
            return f"{a}{r.choice('._')}{b}@{r.choice(self._words).lower()}.com".replace("'", "")
        if chance < 0.75:
            left, right = r.choice(BRACKETS)
            return f"{left}{r.choice(self._words)}{right}"
        if chance < 0.85:
            return (
                r.choice(("--", "__", "_", "/", "./"))
                + a.lower()
                + r.choice(("_", "-", "=", ".", "/"))
                + b
            )
        return self._characters(CHARACTERS, 1, 8).strip() or "-"

    def _date(self) -> str:
        r = self._random
        year = r.randint(1950, 2035)
        form = r.choice(DATES)
        return form.format(d=r.randint(1, 31), m=r.randint(1, 12), y=year, s=year % 100)

    def _time(self) -> str:
        r = self._random
        seconds = f":{r.randint(0, 59):02}" if r.random() < 0.4 else ""
        return (
            f"{r.randint(0, 23):02}:{r.randint(0, 59):02}{seconds}{r.choice(('', '', ' PM', 'AM'))}"
        )

    def _reference(self) -> str:
        sign = self._random.choice(("#", "No. ", "ID ", "x", "Ref: ", "-", "", "", ""))
        return sign + self._characters(string.digits, 1, 12)

    def _telephone(self) -> str:
        r = self._random
        area = f"{r.choice(('+', '', '('))}{r.randint(1, 99)}{r.choice('-) ')}{r.randint(100, 999)}"
        return f"{area}{r.choice(('-', ' ', ''))}{r.randint(1000, 9999999)}"

    def _characters(self, among: str, fewest: int, most: int) -> str:
        return "".join(self._random.choices(among, k=self._random.randint(fewest, most)))
