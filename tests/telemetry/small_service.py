"""A service that has what every service has, and one route of its own."""

from apiflask import APIFlask

from showoff_common.errors import Problem
from showoff_common.settings import ServiceSettings, load
from showoff_common.telemetry.stages import stage
from showoff_common.web.app import create_app
from showoff_common.web.server import serve


class SmallSettings(ServiceSettings):
    """With something in it that is for no log."""

    broker_url: str = "amqp://someone:sword/fish@127.0.0.1/%2F"
    admin_key: str = "open-sesame"


def make_app() -> APIFlask:
    settings = load(SmallSettings)
    app = create_app("showoff-common", settings, dict)

    @app.get("/work")
    def work() -> dict[str, str]:
        with stage("work"):
            return {"done": "yes"}

    @app.get("/busy")
    def busy() -> dict[str, str]:
        raise Problem(503, "Busy", "Come back.")

    @app.get("/sold-out")
    def sold_out() -> dict[str, str]:
        raise Problem(410, "Sold out", "Nothing left.")

    return app


if __name__ == "__main__":
    serve(make_app, load(SmallSettings))
