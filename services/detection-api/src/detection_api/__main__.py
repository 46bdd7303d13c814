"""Serve detection-api: `python -m showoff_detection`."""

from showoff_common.service import serve
from showoff_common.settings import load
from showoff_detection.app import create_app
from showoff_detection.settings import DetectionSettings


def main() -> None:
    settings = load(DetectionSettings)
    serve(lambda: create_app(settings), settings)


if __name__ == "__main__":
    main()
