"""Serve recognition-api: `python -m recognition_api`; with `--help`, what else there is."""

import sys

from recognition_api.app import create_app
from recognition_api.settings import RecognitionSettings
from showoff_common.settings import load
from showoff_common.web.server import serve


def main() -> None:
    if len(sys.argv) > 1:
        from recognition_api import commands  # noqa: PLC0415 - what serves needs none of it

        sys.exit(commands.run(sys.argv[1:]))
    settings = load(RecognitionSettings)
    serve(lambda: create_app(settings), settings)


if __name__ == "__main__":
    main()
