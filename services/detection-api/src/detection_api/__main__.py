"""Serve detection-api: `python -m detection_api`."""

from detection_api.app import create_app
from detection_api.settings import DetectionSettings
from showoff_common.settings import load
from showoff_common.web.server import serve


def main() -> None:
    settings = load(DetectionSettings)
    serve(lambda: create_app(settings), settings)


if __name__ == "__main__":
    main()
