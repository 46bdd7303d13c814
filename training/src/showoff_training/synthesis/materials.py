"""Where what is drawn comes from: Debian's packages, or a folder that was packed from them.

A packed folder holds `faces.json` and `icons.json` with the fonts beside them, `words/LANGUAGE`,
`prose.txt` and `backgrounds/`; `showoff_training.packing` makes it.
"""

import os
from pathlib import Path

VARIABLE = "SHOWOFF_MATERIALS"  # names the folder, for all processes of a run


def packed() -> Path | None:
    """The packed folder, if the environment names one."""
    folder = os.environ.get(VARIABLE)
    return Path(folder) if folder else None
