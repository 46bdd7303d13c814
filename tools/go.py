"""Go, as show-off-api-go is built with: `python -m tools.go build ./...` is `go build ./...`.

Where the machine has none, or an older one, Go's own release is taken from the module proxy, where
its modules come from, too; into the environment whose Python runs this.
"""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
MODULE: Final = ROOT / "services" / "show-off-api-go"
BINARY: Final = Path(sys.prefix) / "bin" / "show-off-api-go"
_VERSION: Final = "1.26.8"
_SHA256: Final = {
    "amd64": "30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7",
    "arm64": "02b36b6787b3ac767668f630e2998df45a3b1f9ffee08d1bf3ef6487cd658d99",
}
_ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64"}


def go() -> str:
    """The path of Go's command; installed first, where none is here."""
    own = Path(sys.prefix) / "go" / "bin" / "go"
    if own.exists():
        return str(own)
    found = shutil.which("go")
    if found and _is_enough(found):
        return found
    _install(own.parents[1])
    return str(own)


def build() -> Path:
    """Build show-off-api-go; its file, which runs alone."""
    with tempfile.TemporaryDirectory(dir=BINARY.parent) as folder:
        built = Path(folder) / BINARY.name
        run("build", "-o", str(built), "./cmd/show-off-api")
        built.replace(BINARY)  # at once: others may be starting it
    return BINARY


def run(*arguments: str) -> None:
    """Run Go's command in the module.

    Raises:
        subprocess.CalledProcessError: It failed, and has said why.
    """
    subprocess.run([go(), *arguments], cwd=MODULE, env=_environment(), check=True)


def _environment() -> dict[str, str]:
    # Statically, whether or not a C compiler is here; with what go.mod and go.sum name, no other.
    told = {"CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOFLAGS": "-trimpath"}
    return {**told, **os.environ}


def _is_enough(command: str) -> bool:
    said = subprocess.run(
        [command, "env", "GOVERSION"], stdout=subprocess.PIPE, text=True, check=False
    )
    match = re.fullmatch(r"go(\d+)\.(\d+).*", said.stdout.strip())
    needed = tuple(map(int, _VERSION.split(".")[:2]))
    return match is not None and tuple(map(int, match.groups())) >= needed


def _install(folder: Path) -> None:
    architecture = _ARCHITECTURES.get(platform.machine())
    if platform.system() != "Linux" or architecture is None:
        sys.exit(f"Go {_VERSION} or newer is needed: https://go.dev/dl")
    name = f"v0.0.1-go{_VERSION}.linux-{architecture}"
    proxies = os.environ.get("GOPROXY", "https://proxy.golang.org")
    url = f"{re.split('[,|]', proxies)[0]}/golang.org/toolchain/@v/{name}.zip"
    sys.stderr.write(f"Installing Go {_VERSION}, once\n")
    with tempfile.TemporaryDirectory(dir=folder.parent) as drafts:
        archive = Path(drafts) / "go.zip"
        with urllib.request.urlopen(url, timeout=120) as sent, archive.open("wb") as kept:  # noqa: S310 - https, or as told
            shutil.copyfileobj(sent, kept)
        with archive.open("rb") as kept:
            digest = hashlib.file_digest(kept, "sha256").hexdigest()
        if digest != _SHA256[architecture]:
            sys.exit(f"{url} is not what it was: {digest}")
        with zipfile.ZipFile(archive) as files:
            files.extractall(drafts)
        unpacked = Path(drafts) / "golang.org" / f"toolchain@{name}"
        for tool in (*unpacked.glob("bin/*"), *unpacked.glob("pkg/tool/*/*")):
            tool.chmod(0o755)
        unpacked.replace(folder)


if __name__ == "__main__":
    try:
        if sys.argv[1:] == ["build"]:
            build()
        else:
            run(*sys.argv[1:])
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
