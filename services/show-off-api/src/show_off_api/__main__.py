"""Serve show-off-api: `python -m showoff_bff`."""

from showoff_bff.app import create_app
from showoff_bff.settings import BffSettings
from showoff_common.service import serve
from showoff_common.settings import load


def main() -> None:
    settings = load(BffSettings)
    serve(lambda: create_app(settings), settings)


if __name__ == "__main__":
    main()
