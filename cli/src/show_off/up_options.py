"""Options of `show-off up`, apart from it: help needs them, and nothing else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Language = Literal["python", "go"]


@dataclass(frozen=True)
class UpOptions:
    """Options of `show-off up`.

    Attributes:
        port: Where the platform answers.
        host: The address it listens on; only this machine by default.
        data: Folder for what it keeps, and its logs.
        bff: Which show-off-api is its door.
    """

    port: int = 8080
    host: str = "127.0.0.1"
    data: Path = Path("var")
    bff: Language = "python"
