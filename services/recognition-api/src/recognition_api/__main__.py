"""Serve recognition-api: `python -m showoff_recognition`."""

from showoff_common.service import serve
from showoff_common.settings import load
from showoff_recognition.app import create_app
from showoff_recognition.settings import RecognitionSettings


def main() -> None:
    settings = load(RecognitionSettings)
    serve(lambda: create_app(settings), settings)


if __name__ == "__main__":
    main()
