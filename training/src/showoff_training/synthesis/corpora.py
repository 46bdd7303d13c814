"""Words and prose to write: dictionaries, documentation and scripture from Debian packages."""

import html
import re
import subprocess
from functools import cache
from pathlib import Path

from recognition_api.alphabet import CHARACTERS, normalise
from showoff_training.synthesis.materials import packed

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


def has(language: str) -> bool:
    """Whether a language's dictionary is installed."""
    return (_dictionaries() / language).exists()


def _dictionaries() -> Path:
    folder = packed()
    return DICTIONARIES if folder is None else folder / "words"


@cache
def words(*languages: str) -> tuple[str, ...]:
    """Words of the languages, named as in /usr/share/dict, that the alphabet can write.

    Raises:
        FileNotFoundError: A dictionary is not installed.
    """
    found: list[str] = []
    known = frozenset(CHARACTERS)
    for language in languages:
        if not has(language):
            raise FileNotFoundError(f"no words of {language}: install its dictionary (w…)")
        text = (_dictionaries() / language).read_text(encoding="utf-8", errors="ignore")
        found += [w for w in text.split() if known.issuperset(w)]
    return tuple(found)


@cache
def accented(*languages: str) -> tuple[str, ...]:
    """Those of the languages' words that are not written in ASCII alone."""
    return tuple(w for language in languages for w in words(language) if not w.isascii())


@cache
def prose() -> str:
    """Every prose source installed, as one string of single-spaced, normalised characters."""
    if (folder := packed()) is not None:
        return (folder / "prose.txt").read_text(encoding="utf-8")
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
