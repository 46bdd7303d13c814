"""API keys: several, named, kept as hashes, each with a limit of its own. Knows nothing of HTTP.

A key is 256 random bits, so its plain SHA-256 is enough: there is nothing to guess that a slow hash
would have to protect. An entry, as `python -m show_off_api.access.make_key` prints it:

    NAME:READS_PER_MINUTE:SHA256

With `:review` behind it, it opens what reviewers may: all lines that people let be kept.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

READS_PER_MINUTE: Final = 60
_PREFIX: Final = "so_"  # so that people and secret scanners know one when they see it
_ENTRY: Final = re.compile(r"([\w.-]{1,64}):([1-9]\d{0,5}):([0-9a-f]{64})(:review)?", re.ASCII)


@dataclass(frozen=True)
class Key:
    """A key as it is kept.

    Attributes:
        name: Whose it is.
        per_minute: How often it may read or correct.
        digest: The hash of its secret.
        reviews: Whether it opens what reviewers may.
    """

    name: str
    per_minute: int
    digest: str
    reviews: bool = False

    @classmethod
    def parse(cls, entry: str) -> Self:
        """Read an entry.

        Raises:
            ValueError: It is none.
        """
        match = _ENTRY.fullmatch(entry)
        if match is None:
            # Without the entry: it may be the key itself, pasted into the wrong place.
            raise ValueError(
                "a key's entry is NAME:READS_PER_MINUTE:SHA256 (show_off_api.access.make_key)"
            )
        name, per_minute, digest, review = match.groups()
        return cls(name, int(per_minute), digest, review is not None)

    def __str__(self) -> str:
        return f"{self.name}:{self.per_minute}:{self.digest}{':review' * self.reviews}"


def make_key(
    name: str, per_minute: int = READS_PER_MINUTE, *, reviews: bool = False
) -> tuple[str, Key]:
    """A new secret, to be given away and forgotten, and what is kept of it.

    Raises:
        ValueError: The name has other characters than letters, digits, `_`, `.` and `-`.
    """
    secret = _PREFIX + secrets.token_urlsafe(32)
    return secret, Key.parse(f"{name}:{per_minute}:{_digest(secret)}{':review' * reviews}")


def parse_keys(entries: str) -> tuple[Key, ...]:
    """Keys from text: entries separated by white space; the rest of a line after `#` is a comment.

    Raises:
        ValueError: One of them is no entry, or a name is there twice.
    """
    lines = (line.partition("#")[0] for line in entries.splitlines())
    keys = tuple(Key.parse(entry) for line in lines for entry in line.split())
    names = [key.name for key in keys]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"more than one key is named {', '.join(sorted(twice))}")
    return keys


def read_keys(entries: str, file: Path | None) -> tuple[Key, ...]:
    """Keys from text and from a file together; raises as `parse_keys` and OSError."""
    return parse_keys(entries + "\n" + (file.read_text(encoding="utf-8") if file else ""))


class KeyRing:
    """The keys that open the door, and how often each did; safe to share between threads.

    It counts in memory, each process for itself: behind a load balancer a key may send its limit
    once through each of them.
    """

    def __init__(self, keys: Iterable[Key]) -> None:
        self._keys = tuple(keys)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def __bool__(self) -> bool:
        """Whether there is any key, and so a need for one."""
        return bool(self._keys)

    def find(self, secret: str) -> Key | None:
        """Whose secret this is; compared with every key, in constant time."""
        digest, found = _digest(secret), None
        for key in self._keys:
            if hmac.compare_digest(key.digest, digest):
                found = key
        return found

    def may(self, key: Key, what: str) -> bool:
        """Count one more of ``what``, if the last minute of ``key`` leaves room for it.

        Each kind is counted by itself: who corrects many lines may still read.
        """
        return self._limiter.hit(RateLimitItemPerMinute(key.per_minute), key.name, what)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
