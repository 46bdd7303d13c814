"""What signs in streets say: words, names, numbers, hours, plates, addresses."""

import random
import string
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from recognition_api.alphabet import is_known
from showoff_training.synthesis.corpora import accented, prose, words
from showoff_training.synthesis.tokens import TokenSource

LONGEST: Final = 26  # characters
# fmt: off
SIGN_WORDS: Final = (
    "taxi", "station", "train", "metro", "airport", "gate", "platform", "tickets",
    "information", "museum", "gallery", "salon", "hair", "beauty", "barber", "cleaners",
    "shoes", "fashion", "jewelry", "bank", "insurance", "law", "office", "hardware", "storage",
    "company", "group", "city", "county", "post", "police", "fire", "danger", "warning",
    "caution",
)
# fmt: on
STREETS: Final = ("St", "St.", "Street", "Ave", "Avenue", "Rd", "Road", "Blvd", "Lane", "Way")
DOMAINS: Final = (".com", ".com", ".co.uk", ".org", ".net", ".de", ".fr", ".com.sg")
FRAMES: Final = ("({})", '"{}"', "{}!", "{}?", "{}:", "{},", "{}.", "{}®", "{}™", "{}...", "& {}")


class StreetText:
    """An endless, seeded source of such texts."""

    def __init__(self, seed: int, phrases: Sequence[str] = ()) -> None:
        """Phrases are real ones to mix in, such as the transcriptions of a training set."""
        self._random = random.Random(seed)
        self._english = words("american-english")
        self._names = _names()
        self._accented = accented("french", "ngerman", "spanish")
        self._prose = prose()
        self._phrases = [p for p in phrases if 1 <= len(p) <= LONGEST]
        self._tokens = TokenSource(self._random, self._english)
        self._follow = _following()
        self._kinds: tuple[tuple[float, Callable[[], str]], ...] = (
            (0.76, self._plain),
            (0.12, self._number),
            (0.025, self._address),
            (0.025, self._plate),
            (0.02, lambda: self._cased(self._random.choice(self._accented))),
            (0.025, self._phrase),
            (0.025, lambda: self._random.choice(FRAMES).format(self._plain())),
        )

    def next(self) -> str:
        while True:
            makes = [make for _, make in self._kinds]
            make = self._random.choices(makes, [share for share, _ in self._kinds])[0]
            text = " ".join(unicodedata.normalize("NFC", make()).split())
            if len(text) <= LONGEST and is_known(text) and any(c.isalnum() for c in text):
                return text

    def word(self) -> str:
        r = self._random
        kinds = (SIGN_WORDS, self._english, self._names)
        chance = r.random()
        if chance < 0.26:
            return self._common()
        return self.invented() if chance < 0.36 else r.choice(r.choices(kinds, (4, 3, 2))[0])

    def invented(self) -> str:
        """What could be a name: letters that follow each other in names and on signs."""
        r, word, longest = self._random, "", self._random.randint(3, 10)
        while len(word) < longest:
            letter = r.choice(self._follow[word[-2:].rjust(2, "^")] or "a")
            if letter == "$":
                if len(word) > 2:
                    break
                word = ""
            else:
                word += letter
        return word + (str(r.randint(1, 99)) if r.random() < 0.06 else "")

    def _plain(self) -> str:
        count = 1 if self._random.random() < 0.8 else self._random.choice((2, 2, 2, 3))
        return self._cased(" ".join(self.word() for _ in range(count)))

    def _common(self) -> str:
        """A word of the prose: frequent ones come often."""
        start = self._random.randrange(max(1, len(self._prose) - 60))
        parts = self._prose[start : start + 60].split(" ")[1:-1]
        plain = [part for part in parts if part.isalpha()]
        return self._random.choice(plain or SIGN_WORDS)

    def _cased(self, text: str) -> str:
        chance = self._random.random()
        if chance < 0.46:
            return text.upper()
        if chance < 0.68:
            return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
        return text.lower() if chance < 0.8 else text

    def _number(self) -> str:
        r = self._random
        hour, other = r.randint(1, 12), r.randint(1, 12)
        return r.choice(
            (
                str(r.randint(0, 10 ** r.randint(1, 4))),
                self._tokens.price(),
                self._tokens.number(),
                f"{hour}am-{other}pm",
                f"{hour}{r.choice(('am', 'pm', 'AM', 'PM'))}",
                r.choice(("24/7", "24h", "24 Hrs", f"Est. {r.randint(1800, 2020)}")),
                f"{r.choice(('No. ', '#', '-'))}{r.randint(1, 99)}{r.choice(('', '%'))}",
                f"{r.randint(1, 99)} {r.choice(('km', 'm', 'kg', 'mph', 'min'))}",
            )
        )

    def _address(self) -> str:
        r = self._random
        name = "".join(c for c in self.word().lower() if "a" <= c <= "z") or "shop"
        return r.choice(
            (
                f"{r.choice(('www.', 'www.', ''))}{name}{r.choice(DOMAINS)}",
                f"{r.choice('@#')}{name}",
                self._cased(f"{r.randint(1, 9999)} {r.choice(self._names)} {r.choice(STREETS)}"),
            )
        )

    def _plate(self) -> str:
        """Of a car, a bus stop, a house; initials."""
        form = self._random.choice(
            ("AA99 AAA", "AAA999", "A99", "9AAA999", "AA-9999", "AAA", "A&A")
        )
        kinds = {"A": string.ascii_uppercase, "9": string.digits}
        return "".join(self._random.choice(kinds.get(c, c)) for c in form)

    def _phrase(self) -> str:
        return self._random.choice(self._phrases) if self._phrases else self._plain()


@cache
def _names() -> tuple[str, ...]:
    return tuple(w for w in words("american-english") if w.istitle() and len(w) > 2)


@cache
def _following() -> dict[str, str]:
    """What comes after two letters, as often as it does; ^ begins a word and $ ends it."""
    follow: dict[str, str] = defaultdict(str)
    for word in (*_names()[::2], *SIGN_WORDS):
        padded = f"^^{word.lower()}$"
        for end in range(2, len(padded)):
            follow[padded[end - 2 : end]] += padded[end]
    return follow
