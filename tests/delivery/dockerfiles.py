"""The services' Dockerfiles, as far as tests ask."""

import json
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.conftest import ROOT

TOOLS = Path(sys.executable).parent
"""Where the checkers lie that the lock names."""


@dataclass(frozen=True)
class Dockerfile:
    """One Dockerfile and its last stage, which is the image."""

    path: Path

    @property
    def service(self) -> str:
        return self.path.parent.name

    @cached_property
    def title(self) -> str:
        """The image's name, without registry and tag."""
        return str(re.findall(r'image\.title="([^"]+)"', self.image["LABEL"])[0])

    @cached_property
    def instructions(self) -> list[tuple[str, str]]:
        text = self.path.read_text(encoding="utf-8")
        lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
        return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]

    @cached_property
    def bases(self) -> list[str]:
        return [
            next(part for part in rest.split() if not part.startswith("--"))
            for word, rest in self.instructions
            if word == "FROM"
        ]

    @cached_property
    def last_stage(self) -> list[tuple[str, str]]:
        begin = max(i for i, (word, _) in enumerate(self.instructions) if word == "FROM")
        return self.instructions[begin:]

    @cached_property
    def image(self) -> dict[str, str]:
        """The last stage's instructions; where one comes twice, the last."""
        return dict(self.last_stage)

    @cached_property
    def environment(self) -> dict[str, str]:
        return dict(re.findall(r'(\w+)="?([^\s"]*)', self.image.get("ENV", "")))

    @property
    def module(self) -> str | None:
        """What `python -m` runs; None in images without Python."""
        command = self.image.get("ENTRYPOINT")
        return json.loads(command)[2] if command else None


DOCKERFILES = [Dockerfile(path) for path in sorted(ROOT.glob("services/*/Dockerfile"))]
PYTHON = [dockerfile for dockerfile in DOCKERFILES if dockerfile.module]
