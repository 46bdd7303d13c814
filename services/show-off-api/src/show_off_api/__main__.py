"""Serve show-off-api: `python -m show_off_api`."""

from show_off_api.app import create_app
from show_off_api.settings import ShowOffApiSettings
from showoff_common.settings import check_writable, load
from showoff_common.web.server import serve


def main() -> None:
    settings = load(ShowOffApiSettings)
    check_writable(files={"outbox": settings.outbox})
    serve(lambda: create_app(settings), settings)


if __name__ == "__main__":
    main()
