"""What the synthetic lines say: prose, words of several languages, numbers, codes and addresses."""

import html
import random
import re
import string
import subprocess
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from showoff_recognition.alphabet import CHARACTERS, normalise

DICTIONARIES = Path("/usr/share/dict")
PROSE = (
    ("/usr/share/games/fortunes", "*.u8"),
    ("/usr/share/doc/git-doc", "**/*.txt"),
    ("/usr/share/doc/debian-handbook/html/en-US", "*.html"),
    ("/usr/share/doc/debian-handbook/html/fr-FR", "*.html"),
    ("/usr/share/doc/debian-handbook/html/de-DE", "*.html"),
    ("/usr/share/doc/debian-handbook/html/es-ES", "*.html"),
    ("/usr/share/doc/postgresql-doc-15/html", "s*.html"),
)
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
MONEY = ("", "", "$", "€", "£", "¥", "EUR ", "USD ", "RM", "RM ")
DATES = (
    "{d:02}/{m:02}/{y}",
    "{d:02}.{m:02}.{y}",
    "{y}-{m:02}-{d:02}",
    "{d}-{m}-{y}",
    "{d:02}/{m:02}/{s:02}",
)
BRACKETS = ("()", "[]", "{}", '""', "“”", "«»", "‘’", "''", "<>")


@cache
def _words(*languages: str) -> tuple[str, ...]:
    words: list[str] = []
    for language in languages:
        text = (DICTIONARIES / language).read_text(encoding="utf-8", errors="ignore")
        words += [w for w in text.split() if w and set(w) <= set(CHARACTERS)]
    return tuple(words)


@cache
def _prose() -> str:
    """Every prose source installed, as one string of single-spaced, normalised characters."""
    parts = []
    for directory, pattern in PROSE:
        for path in sorted(Path(directory).glob(pattern)):
            text = path.read_text(encoding="utf-8", errors="ignore")
            if path.suffix == ".html":
                text = html.unescape(
                    re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)
                )
            parts.append(text)
    parts.append(_king_james())
    known = set(CHARACTERS)
    text = normalise(" ".join(" ".join(parts).split()))
    return "".join(c for c in text if c in known)


def _king_james() -> str:
    try:
        command = ["/usr/bin/bible", "-f", "gen1:1-rev22:21"]
        shown = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""
    return re.sub(r"^\S+ ", "", shown.stdout, flags=re.MULTILINE)


class TextSource:
    """An endless, seeded source of strings made of the recogniser's alphabet."""

    def __init__(self, seed: int, phrases: Sequence[str] = ()) -> None:
        """Phrases are real lines to mix in, such as the transcriptions of a training set."""
        self._random = random.Random(seed)
        self._english = _words("american-english")
        accented = [w for w in _words("french", "ngerman", "spanish") if not w.isascii()]
        self._accented = tuple(accented)
        self._prose = _prose()
        self._phrases = tuple(phrases)

    def line(self, longest: int = 40) -> str:
        """One line of 1 to `longest` characters, single-spaced, without space at its ends."""
        r = self._random
        kinds: tuple[tuple[float, Callable[[int], str]], ...] = (
            (0.42, self.sentence),
            (0.36, self._mixture),
            (0.14, self._receipt),
            (0.08, self._phrase),
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
        a, b = (re.sub(r"\W", "", r.choice(self._english)) for _ in range(2))
        chance = r.random()
        if chance < 0.35:
            host = r.choice(("www.", "http://", "https://", "")) + a.lower()
            return (
                host
                + r.choice((".com", ".org", ".net", ".co.uk", ".fr"))
                + r.choice(("", "/", f"/{b}"))
            )
        if chance < 0.5:
            return f"{a}{r.choice('._')}{b}@{r.choice(self._english).lower()}.com".replace("'", "")
        if chance < 0.75:
            left, right = r.choice(BRACKETS)
            return f"{left}{self.word()}{right}"
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

    def _mixture(self, longest: int) -> str:
        r = self._random
        parts: list[str] = []
        while (
            len(parts) < 8 and sum(map(len, parts)) < longest and (not parts or r.random() < 0.68)
        ):
            chance = r.random()
            part = self.word() if chance < 0.62 else self.number() if chance < 0.87 else self.code()
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
            parts.append(self.number())
        return " ".join(parts)

    def _phrase(self, longest: int) -> str:
        if not self._phrases:
            return self._mixture(longest)
        phrase = normalise(self._random.choice(self._phrases))
        chance = self._random.random()  # truths in capitals would teach the language model to shout
        return phrase.lower() if chance < 0.3 else phrase.title() if chance < 0.6 else phrase


def _cut(text: str, longest: int, r: random.Random) -> str:
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    end = text.rfind(" ", 0, longest + 1)
    if end < 4:
        start = r.randrange(len(text) - longest + 1)
        return text[start : start + longest].strip()
    return text[:end]
