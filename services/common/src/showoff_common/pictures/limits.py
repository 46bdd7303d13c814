"""How large a picture may be: apart from `pictures`, as who keeps them needs no decoder."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PictureLimits:
    """What a picture may cost: its encoded size in bytes, its decoded size in pixels."""

    max_bytes: int = 10 * 1024 * 1024
    max_pixels: int = 40_000_000
