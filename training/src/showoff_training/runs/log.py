"""The log of a run: one JSON object a line, its recipe first, then a row a report."""

import json
from pathlib import Path
from typing import Any


def read_log(path: Path) -> list[dict[str, Any]]:
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(row) for row in rows]


def append(path: Path, row: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
