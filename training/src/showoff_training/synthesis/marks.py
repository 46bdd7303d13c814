"""What else lines say: rare signs, raised digits, serials, code, words with accents."""

import random
import string
from collections.abc import Callable
from typing import Final

from recognition_api.alphabet import is_known
from showoff_training.synthesis import corpora

RAISED: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", string.digits, strict=True))
LOWERED: Final = {chr(0x2080 + digit): str(digit) for digit in range(10)}
CURRENCIES: Final = "¢₹₺₽₩₫₱₪₴₿₹₹¢₺₽₩"
USUAL_CURRENCIES: Final = "$€£¥"
BULLETS: Final = "◦▪•★→✓◦▪•-*•☐"
BOXES: Final = ("☐", "☐☑", "☐☒", "☐☑☒", "☐☑", "✓☐")
ANSWERS: Final = ("Yes", "No", "Male", "Female", "N/A", "Other", "Single", "Married")
ALIKE: Final = "0O1I5S2Z8B6G"
FORMULAS: Final = (
    "H2O",
    "CO2",
    "O2",
    "N2",
    "C6H12O6",
    "H2SO4",
    "NH3",
    "CH4",
    "Fe2O3",
    "PM10",
    "x1",
)
LANGUAGES: Final = (
    *("french", "ngerman", "spanish", "portuguese"),
    *("danish", "swedish", "bokmaal", "italian"),
)

_raise = str.maketrans({digit: sign for sign, digit in RAISED.items()})
_lower = str.maketrans({digit: sign for sign, digit in LOWERED.items()})


class MarkSource:
    """An endless, seeded source of such strings; lowered digits are still lowered in them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._english = [w for w in corpora.words("american-english") if not w.endswith("'s")]
        self._languages = [corpora.words(name) for name in LANGUAGES if corpora.has(name)]
        self._accented = [[w for w in words if not w.isascii()] for words in self._languages]
        self._kinds: tuple[tuple[float, Callable[[], str]], ...] = (
            (0.15, self.money),
            (0.09, self.bullet),
            (0.10, self.boxes),
            (0.03, self.stars),
            (0.05, self.arrow),
            (0.13, self.raised),
            (0.04, self.lowered),
            (0.12, self.serial),
            (0.08, self.alone),
            (0.08, self.code),
            (0.13, self.foreign),
        )

    def next(self) -> str:
        kinds = [make for _, make in self._kinds]
        return self._random.choices(kinds, [share for share, _ in self._kinds])[0]()

    def money(self) -> str:
        """An amount in a currency, rare ones most of the time, alone or with words."""
        r = self._random
        sign = r.choice(CURRENCIES if r.random() < 0.8 else USUAL_CURRENCIES)
        if sign == "¢":
            text = f"{r.randint(1, 99)}{r.choice(('', '', ' '))}¢"
        elif r.random() < 0.8:
            text = (
                f"{r.choice(('', '', '', '-', '+'))}{sign}{r.choice(('', '', ' '))}{self._amount()}"
            )
        else:
            text = f"{self._amount()}{r.choice(('', ' '))}{sign}"
        return r.choice(
            (
                text,
                f"{self._words(2)}{r.choice((':', '', ' -', ' ='))} {text}",
                f"{text} {r.choice(('only', 'each', 'per kg', '/ month', 'off'))}",
            )
        )

    def bullet(self) -> str:
        return f"{self._random.choice(BULLETS)} {self._words(6)}"

    def boxes(self) -> str:
        """Boxes to tick, before or behind what they stand for."""
        r = self._random
        signs, before, gap = r.choice(BOXES), r.random() < 0.8, r.choice(("", " ", " "))
        parts = []
        for _ in range(r.choice((1, 1, 1, 2, 2, 3, 4))):
            item = r.choice(ANSWERS) if r.random() < 0.3 else self._words(2)
            sign = r.choice(signs)
            parts.append(sign + gap + item if before else item + gap + sign)
        return " ".join(parts)

    def stars(self) -> str:
        r = self._random
        full = r.randint(1, 5)
        text = "★" * full + "☆" * (5 - full)
        return f"{text} {r.choice(('', f'({r.randint(1, 9999)})', self._words(2)))}".strip()

    def arrow(self) -> str:
        """Arrows, comparisons and other signs of calculation."""
        r = self._random
        number = f"{r.uniform(0, 100):.{r.randint(0, 3)}f}"
        return r.choice(
            (
                f"{self._word()} {r.choice('↑↓→')} {r.randint(1, 99)} %",
                f"{r.choice('↑↓')} {number}% {self._word()}",
                f"{self._word()} → {self._word()}",
                f"{self._words(2)} {r.choice('→←↑↓')}",
                f"{r.choice('xyzabnpT')} {r.choice('≤≥≠≈<>=±')} {number}",
                f"{r.randint(2, 99)} {r.choice('÷×')} {r.randint(2, 20)} = {r.randint(1, 999)}",
                f"{self._word()}† {self._word()}",
                f"{r.randint(1, 9)}{r.choice('¼½¾')} {r.choice(('cup', 'tsp', 'in', 'lb'))}",
            )
        )

    def raised(self) -> str:
        """Footnotes, powers, units and cents."""
        r = self._random
        note = str(r.randint(1, 9) if r.random() < 0.7 else r.randint(10, 99)).translate(_raise)
        cents = str(r.choice((99, 49, 95, r.randint(10, 99)))).translate(_raise)
        return r.choice(
            (
                f"{self._words(4)}{r.choice(('.', '', ',', '”'))}{note}",
                f"{note} {self._words(6)}",
                f"{self._word()}{note} {self._words(3)}",
                f"{r.randint(1, 9999)} {r.choice(('m', 'cm', 'km', 'ft'))}{r.choice('²²³')}",
                f"{r.uniform(1, 10):.1f} × 10{note}",
                f"{r.choice('xyzabc')}{note} {r.choice('+-=')} {r.randint(1, 20)}",
                f"{r.choice(('', '$', '€', '£'))}{r.randint(0, 199)}{cents}",
            )
        )

    def lowered(self) -> str:
        formula = self._random.choice(FORMULAS)
        text = formula[0] + formula[1:].translate(_lower)
        return self._random.choice((text, f"{text} {self._words(3)}", f"{self._words(3)} {text}"))

    def serial(self) -> str:
        """Letters and digits at random, those that look alike above all."""
        r = self._random
        among = string.ascii_uppercase + string.digits * 2 + ALIKE * r.choice((0, 2))
        if r.random() < 0.12:
            among += string.ascii_lowercase
        if r.random() < 0.45:
            return "".join(r.choices(among, k=r.randint(5, 22)))
        parts = ("".join(r.choices(among, k=r.randint(2, 5))) for _ in range(r.randint(2, 6)))
        return r.choice("-- ./").join(parts)

    def alone(self) -> str:
        """A character or a sign that stands alone, or behind a word."""
        r = self._random
        return r.choice(
            (
                r.choice(string.digits),
                r.choice("ABCDEFGHJKLMNPQRSTUVWXYZ+-–?!*%#&x"),
                f"{r.randint(0, 9)}{r.choice('.):')}",
                f"{self._word()} {r.choice(('-', '+', '++', '–', '±'))}",
                f"-{self._amount()}",
                f"{r.randint(0, 9)}{r.choice((':', ' : ', '-', '/'))}{r.randint(0, 9)}",
                f"{self._word()} {r.randint(1, 9)}",
            )
        )

    def code(self) -> str:
        """Programs, paths, addresses."""
        r, a, b, c = self._random, self._name(), self._name(), self._name()
        return r.choice(
            (
                f"{a}_{b}",
                f"__{a}__.py",
                f"self._{a} = {b}_{c}",
                f"def {a}_{b}({c}, {b}):",
                f"if {a}_{b} {r.choice(('==', '!=', '>='))} {r.randint(0, 99)}{r.choice(':{')}",
                f"{a}.{b}{c.capitalize()}({r.choice(('', b))});",
                f"return {a}[{r.choice('ijk0')}] {r.choice('+-*/%')} {b};",
                f'<{a} {b}="{c}_{a}">',
                f'{{"{a}_{b}": {r.randint(0, 999)}{r.choice("},")}',
                r.choice(("}", "{", "};", "});", "} else {", "],", "//")),
                f"https://{a}.{r.choice(('com', 'org', 'io'))}/{b}_{c}?id={r.randint(1, 999)}&{a}",
                f"{a}{r.choice('._-+')}{b}@{c}.{r.choice(('com', 'org', 'co.uk'))}",
                f"/{a}/{b}_{c}.{r.choice(('py', 'txt', 'json', 'log'))}",
                f"$ {a} --{b}-{c} -{r.choice('abcdefvx')}",
            )
        )

    def foreign(self) -> str:
        """Words of one language, most of them with accents."""
        r = self._random
        which = r.randrange(len(self._languages))
        accented, every = self._accented[which], self._languages[which]
        words = [r.choice(accented if r.random() < 0.55 else every) for _ in range(r.randint(1, 6))]
        text = " ".join(words)
        text = r.choice((text, text, text[:1].upper() + text[1:], text.title(), text.upper()))
        frame = r.choice(("{}", "{}", "{}", "{}", "{}", "{}.", "{}:", "¡{}!", "¿{}?", "«{}»"))
        return frame.format(text)

    def _amount(self) -> str:
        r = self._random
        value = 10 ** r.uniform(-0.5, 4.5)
        plain = (f"{value:,.2f}", f"{value:.2f}".replace(".", ","), str(round(value) + 1))
        return r.choice((*plain, f"{r.randint(1000, 9_999_999):,}"))

    def _word(self) -> str:
        word = self._random.choice(self._english)
        return self._random.choice((word, word, word.capitalize(), word.upper()))

    def _words(self, most: int) -> str:
        return " ".join(self._word() for _ in range(self._random.randint(1, most)))

    def _name(self) -> str:
        word = self._random.choice(self._english).lower()[:10]
        return "".join(c for c in word if "a" <= c <= "z") or "name"


def shown(text: str) -> bool:
    """Whether every character is one that can be drawn: of the alphabet, or a lowered digit."""
    return is_known("".join(LOWERED.get(character, character) for character in text))
