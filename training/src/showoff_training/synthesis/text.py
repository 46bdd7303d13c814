"""What the synthetic lines say: prose, words of several languages, numbers, codes and addresses."""

import random
import unicodedata
from collections.abc import Callable, Sequence

from showoff_recognition.alphabet import CHARACTERS, normalise
from showoff_training.synthesis.corpora import prose, words
from showoff_training.synthesis.tokens import TokenSource

RECEIPT_WORDS = (
    "Total",
    "Subtotal",
    "Cash",
    "Change",
    "Tax",
    "VAT",
    "GST",
    "Invoice",
    "Receipt",
    "Qty",
    "Price",
    "Amount",
    "Discount",
    "Rounding",
    "Card",
    "Visa",
    "Thank you",
    "Table",
    "Guest",
    "Server",
    "Cashier",
    "Order",
    "Date",
    "Time",
    "Tel",
    "Fax",
    "Item",
    "Description",
    "Balance",
    "Due",
    "Paid",
    "Net",
    "Gross",
    "Bill No",
    "Member",
    "Points",
    "Tip",
    "Service Charge",
    "Total Sales",
    "Inclusive of GST",
    "Approval Code",
    "Pcs",
    "Kg",
)


class TextSource:
    """An endless, seeded source of strings made of the recogniser's alphabet."""

    def __init__(self, seed: int, phrases: Sequence[str] = ()) -> None:
        """Phrases are real lines to mix in, such as the transcriptions of a training set."""
        self._random = random.Random(seed)
        self._english = words("american-english")
        self._languages = [words(name) for name in ("french", "ngerman", "spanish")]
        self._accented = [w for language in self._languages for w in language if not w.isascii()]
        self._prose = prose()
        self.tokens = TokenSource(self._random, self._english)
        self._phrases = tuple(phrases)

    def line(self, longest: int = 40) -> str:
        """One line of 1 to `longest` characters, single-spaced, without space at its ends."""
        r = self._random
        kinds: tuple[tuple[float, Callable[[int], str]], ...] = (
            (0.34, self.sentence),
            (0.10, self._foreign),
            (0.32, self._mixture),
            (0.12, self._receipt),
            (0.07, self._phrase),
            (0.05, self._scrap),
        )
        make = r.choices([k for _, k in kinds], [p for p, _ in kinds])[0]
        text = make(longest)
        chance = r.random()
        if chance < 0.10:
            text = text.upper()
        elif chance < 0.14:
            text = text.title()
        text = unicodedata.normalize("NFC", text)
        text = "".join(c for c in text if c in CHARACTERS)  # "ß".upper() and the like may leave it
        return _cut(text, longest, r) or "-"

    def sentence(self, longest: int) -> str:
        """A piece of prose that begins and ends at a word."""
        if not self._prose:
            return self._mixture(longest)
        r = self._random
        length = min(longest, max(3, int(r.expovariate(1 / 26)) + 2))
        if r.random() < 0.35:
            length = longest
        start = self._prose.find(" ", r.randrange(max(1, len(self._prose) - 2 * longest))) + 1
        return _cut(self._prose[start : start + length + 8], length, r)

    def word(self) -> str:
        r = self._random
        word = r.choice(self._english if r.random() < 0.8 else self._accented)
        chance = r.random()
        if chance < 0.25:
            return word.capitalize()
        return word.upper() if chance < 0.42 else word

    def _foreign(self, longest: int) -> str:
        """Words of one language other than English, half of them with an accent."""
        r = self._random
        language, parts = r.choice(self._languages), list[str]()
        length = r.randint(3, longest)
        while sum(map(len, parts)) + len(parts) < length:
            accented = r.random() < 0.5
            word = _one(language, r, accented=accented)
            parts.append(word + r.choice(("", "", "", "", ",", ".")))
        parts[0] = parts[0].capitalize() if r.random() < 0.5 else parts[0]
        return " ".join(parts)

    def _scrap(self, _longest: int) -> str:
        """One to three characters: house numbers, initials, page numbers, units."""
        r = self._random
        if r.random() < 0.5:
            return str(r.randint(0, 999))
        return r.choice(self._english)[: r.randint(1, 3)] + r.choice(("", "", "", ".", ":", ")"))

    def _mixture(self, longest: int) -> str:
        r = self._random
        parts: list[str] = []
        while (
            len(parts) < 8 and sum(map(len, parts)) < longest and (not parts or r.random() < 0.68)
        ):
            chance = r.random()
            part = (
                self.word()
                if chance < 0.62
                else self.tokens.number()
                if chance < 0.87
                else self.tokens.code()
            )
            if r.random() < 0.16:
                part += r.choice(
                    (*".,;:!?.,.,:", "...", "…", " -", " –", " &", " /", " *", " |", " =", " +")
                )
            parts.append(part)
        return " ".join(parts)

    def _receipt(self, _longest: int) -> str:
        r = self._random
        name = r.choice(RECEIPT_WORDS)
        if r.random() < 0.45:
            name = f"{self.word()} {self.word()}"
        parts = [name + r.choice(("", "", ":", " :", "."))]
        if r.random() < 0.3:
            parts.insert(
                0, r.choice((f"{r.randint(1, 9)}", f"{r.randint(1, 9)} x", f"{r.randint(1, 99)}x"))
            )
        if r.random() < 0.6:
            parts.append(self.tokens.number())
        return " ".join(parts)

    def _phrase(self, longest: int) -> str:
        if not self._phrases:
            return self._mixture(longest)
        phrase = normalise(self._random.choice(self._phrases))
        chance = self._random.random()  # truths in capitals would teach the language model to shout
        return phrase.lower() if chance < 0.3 else phrase.title() if chance < 0.6 else phrase


def _one(language: Sequence[str], r: random.Random, *, accented: bool) -> str:
    """A word; with an accent, where one of a few drawn has it."""
    drawn = r.choices(language, k=8 if accented else 1)
    return next((word for word in drawn if not word.isascii()), drawn[0])


def _cut(text: str, longest: int, r: random.Random) -> str:
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    end = text.rfind(" ", 0, longest + 1)
    if end < 4:
        start = r.randrange(len(text) - longest + 1)
        return text[start : start + longest].strip()
    return text[:end]
