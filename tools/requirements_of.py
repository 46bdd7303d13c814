"""Print the part of requirements.lock that some packages need: `requirements_of.py PACKAGE...`.

One lock serves development, every image and `make up`; none of them installs more than its own.
Which package needs which is read from the lock's own "# via" remarks. Needs only Python.
"""

import re
import sys
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.lock"


def requirements_of(wanted: set[str], lock: str) -> str:
    """The entries of `lock` that are in `wanted` or needed by what is, hashes and all."""
    entries = re.findall(r"^\S.*\n(?:[ \t]+.*\n)*", lock, re.MULTILINE)
    needed_by = [
        (entry, re.split("[=;@ ]", entry, maxsplit=1)[0], _dependents(entry)) for entry in entries
    ]
    before = 0
    while len(wanted) > before:
        before = len(wanted)
        wanted = wanted | {name for _, name, dependents in needed_by if dependents & wanted}
    return "".join(entry for entry, name, _ in needed_by if name in wanted)


def _dependents(entry: str) -> set[str]:
    _, _, remark = entry.partition("# via")
    return set(re.findall(r"[\w.-]+", remark))


if __name__ == "__main__":
    sys.stdout.write(requirements_of(set(sys.argv[1:]), LOCK.read_text(encoding="utf-8")))
