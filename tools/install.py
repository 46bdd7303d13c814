"""Install from requirements.lock, exactly: `python -m tools.install PACKAGE...`; without one, all.

Into the environment whose Python runs this. uv does it: it takes seconds where pip takes a minute.
It comes out of the lock itself, by pip, whose settings (index, certificates, proxy) it is given.
Neither resolves anything: the lock names all that is needed, so no later release can break it.
"""

import ast
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tools.requirements_of import LOCK, requirements_of

_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
_UV = Path(sysconfig.get_path("scripts")) / "uv"
_SAME_SETTING = {
    "cert": "SSL_CERT_FILE",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "index-url": "UV_DEFAULT_INDEX",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "trusted-host": "UV_INSECURE_HOST",
}
"""pip's name of a setting, and uv's, which knows neither pip's files nor its variables."""


def install(packages: set[str]) -> None:
    """Install these packages and what they need; the whole lock where none is named.

    Raises:
        subprocess.CalledProcessError: pip or uv failed, and has said why.
    """
    lock = LOCK.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        only_uv, wanted = Path(folder) / "uv.txt", Path(folder) / "wanted.txt"
        only_uv.write_text(requirements_of({"uv"}, lock), encoding="utf-8")
        wanted.write_text(requirements_of(packages, lock) if packages else lock, encoding="utf-8")
        exactly = ("--no-deps", "--require-hashes", "--requirement")
        subprocess.run([*_PIP, "install", "--quiet", *exactly, only_uv], check=True)
        to = ("--quiet", "--python", sys.executable)
        subprocess.run([_UV, "pip", "install", *to, *exactly, wanted], env=for_uv(), check=True)


def for_uv() -> dict[str, str]:
    """This process's environment, and in it what pip is told; what uv is told goes first."""
    said = subprocess.run([*_PIP, "config", "list"], stdout=subprocess.PIPE, text=True, check=True)
    return {**as_uv_is_told(said.stdout), **os.environ}


def as_uv_is_told(settings: str) -> Mapping[str, str]:
    """Translate pip's settings, as `pip config list` prints them, into uv's variables.

    A variable goes before the files, and what they say of installing before what they say of all.
    """
    pairs = [line.partition("=") for line in settings.splitlines()]
    variables = {name: str(ast.literal_eval(value)) for name, _, value in pairs if value}
    return {
        variable: ("," if name == "find-links" else " ").join(
            variables[f"{section}.{name}"].split()
        )
        for section in ("global", "install", ":env:")
        for name, variable in _SAME_SETTING.items()
        if f"{section}.{name}" in variables
    }


if __name__ == "__main__":
    try:
        install(set(sys.argv[1:]))
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
