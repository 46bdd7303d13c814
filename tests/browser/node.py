"""The pages' own tools, which run on Node.js: the machine's, or that of a Python package."""

import os
import subprocess
import sys
from pathlib import Path

from show_off.pages import DOCUMENTATION, PAGE, ROOT, build

__all__ = ["DOCUMENTATION", "PAGE", "ROOT", "build", "npm"]


def npm(folder: Path, *arguments: str) -> str:
    """Run npm in one of the pages' folders; returns what it said.

    Raises:
        AssertionError: It failed; with what it said.
    """
    completed = subprocess.run(
        ["npm", *arguments],
        cwd=folder,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stdout
    return completed.stdout
