"""Make an API key: `python -m show_off_api.access.make_key NAME`.

The key itself is printed once and kept nowhere. The entry below it goes into the file that
SHOWOFF_KEYS_FILE names, or into SHOWOFF_KEYS.
"""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path

from show_off_api.access.keys import READS_PER_MINUTE, make_key


def main() -> None:
    parser = ArgumentParser(
        "make_key", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("name", help="whose key it is; letters, digits, _ . -")
    parser.add_argument(
        "--per-minute",
        type=int,
        default=READS_PER_MINUTE,
        help="pictures, and as many corrections, it may send a minute (%(default)s)",
    )
    parser.add_argument(
        "--review", action="store_true", help="it may also review lines that people let be kept"
    )
    parser.add_argument("--file", type=Path, help="append the entry to this file")
    options = parser.parse_args()
    try:
        secret, key = make_key(options.name, options.per_minute, reviews=options.review)
    except ValueError as error:
        parser.error(str(error))
    if options.file:
        try:
            with options.file.open("a", encoding="utf-8") as file:
                file.write(f"{key}\n")
        except OSError as error:
            parser.error(f"--file {options.file}: {error.strerror}")
    sys.stdout.write(f"key:   {secret}\nentry: {key}\n")


if __name__ == "__main__":
    main()
