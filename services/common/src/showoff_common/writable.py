"""Whether there can be written where settings say. Only trying tells: of rights and of mounts."""

import errno
import os
import tempfile
from pathlib import Path
from typing import Final

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
"""No fault of a setting: it passes, perhaps by what starts there."""


def fault_of_folder(folder: Path) -> str | None:
    """Why nothing can be written into a folder, which is made where it is missing; None: it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        if error.errno in _FULL:
            return None
        return f"{folder} cannot be written to: {error.strerror}"


def fault_of_file(file: Path) -> str | None:
    """Why a file cannot be written, or made, there; None: it can."""
    if fault := fault_of_folder(file.parent):
        return fault
    if file.exists() and not (file.is_file() and os.access(file, os.W_OK)):
        return f"{file} is no file that can be written to"
    return None
