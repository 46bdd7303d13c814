"""The services' Dockerfiles, as far as tests ask: one for all in Python, one for each other."""

import json
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.conftest import ROOT

TOOLS = Path(sys.executable).parent
"""Where the checkers lie that the lock names."""
SHARED = ROOT / "services" / "Dockerfile"


@dataclass(frozen=True)
class Dockerfile:
    """How the image of one service is made.

    Attributes:
        path: Its Dockerfile.
        service: Its folder, its Deployment and its image's title, which are one name.
    """

    path: Path
    service: str

    @property
    def in_python(self) -> bool:
        return self.path == SHARED

    @property
    def context(self) -> Path:
        """What is sent to the builder: Python services share the lock and showoff_common."""
        return ROOT if self.in_python else self.path.parent

    @property
    def build_options(self) -> list[str]:
        """What `docker build` is told, beside its tag: from the root of the repository."""
        if not self.in_python:
            return [f"services/{self.service}"]
        return ["--build-arg", f"SERVICE={self.service}", "--file", "services/Dockerfile", "."]

    @cached_property
    def instructions(self) -> list[tuple[str, str]]:
        text = self.path.read_text(encoding="utf-8").replace("$SERVICE", self.service)
        lines = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
        return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]

    @cached_property
    def stages(self) -> list[list[tuple[str, str]]]:
        """Each begins with its FROM."""
        begins = [i for i, (word, _) in enumerate(self.instructions) if word == "FROM"]
        return [
            self.instructions[begin:end]
            for begin, end in zip(begins, [*begins[1:], None], strict=True)
        ]

    @cached_property
    def bases(self) -> list[str]:
        """The images that others made, the last being what this one is put onto."""
        own = {name for _, name in map(self._names, self.stages)}
        return [base for base, _ in map(self._names, self.stages) if base not in own]

    @cached_property
    def layers(self) -> list[tuple[str, str]]:
        """What the image is made of on top of its base: its stage and those it is based on."""
        found: list[tuple[str, str]] = []
        base, stage = "", self.stages[-1]
        while stage:
            base, _ = self._names(stage)
            found = [*stage[1:], *found]
            stage = next((it for it in self.stages if self._names(it)[1] == base), [])
        return [(word, rest) for word, rest in found if word]

    @cached_property
    def image(self) -> dict[str, str]:
        """Its instructions; where one comes twice, the last."""
        return dict(self.layers)

    @cached_property
    def title(self) -> str:
        return str(re.findall(r'image\.title="([^"]+)"', self.image["LABEL"])[0])

    @cached_property
    def environment(self) -> dict[str, str]:
        configured = " ".join(rest for word, rest in self.layers if word == "ENV")
        return dict(re.findall(r'(\w+)="?([^\s"]*)', configured))

    @property
    def module(self) -> str | None:
        """What `python -m` runs; None in images without Python."""
        command = self.image.get("ENTRYPOINT")
        return json.loads(command)[2] if command else None

    @staticmethod
    def _names(stage: list[tuple[str, str]]) -> tuple[str, str]:
        """What a stage is based on, and its own name."""
        words = [word for word in stage[0][1].split() if not word.startswith("--")]
        return words[0], words[2] if len(words) > 2 else ""


PYTHON = [
    Dockerfile(SHARED, service)
    for service in re.findall(r"^FROM run AS (\S+)$", SHARED.read_text("utf-8"), re.MULTILINE)
]
DOCKERFILES = [
    *PYTHON,
    *(Dockerfile(path, path.parent.name) for path in sorted(ROOT.glob("services/*/Dockerfile"))),
]
