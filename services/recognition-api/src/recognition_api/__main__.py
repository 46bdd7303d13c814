"""Serve recognition-api: `python -m recognition_api`."""

from recognition_api.app import create_app
from recognition_api.settings import RecognitionSettings
from showoff_common.settings import load
from showoff_common.web.server import serve


def main() -> None:
    settings = load(RecognitionSettings)
    serve(lambda: create_app(settings), settings)


if __name__ == "__main__":
    main()
