"""Serving an application: gunicorn, one worker process with threads, drained on SIGTERM."""

import atexit
import logging
import math
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger

from showoff_common.listening import in_url
from showoff_common.settings import ServiceSettings, check_host
from showoff_common.telemetry import metrics
from showoff_common.web.draining import drain_on_sigterm

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from gunicorn._types import _WSGIAppType


def serve(make_app: Callable[[], "WSGIApplication"], settings: ServiceSettings) -> None:
    """Serve until SIGTERM or SIGINT; running requests are then finished first.

    One worker process with threads: models are loaded once.

    Args:
        make_app: Called in the worker process, because neither the threads of ONNX Runtime nor
            those of exporters and relays survive a fork.
        settings: Address, threads and grace.

    Raises:
        SystemExit: The address is none of this machine; 2, and the variable is named.
    """
    check_host(settings.host)
    _Server(make_app, settings).run()


class _Logger(Logger):
    """Hands gunicorn's messages to the root logger, so that they leave as JSON."""

    def setup(self, cfg: Config) -> None:  # noqa: ARG002 - gunicorn's signature
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)


class _Server(BaseApplication):
    def __init__(
        self, make_app: Callable[[], "WSGIApplication"], settings: ServiceSettings
    ) -> None:
        self._make_app = make_app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", f"{in_url(self._settings.host)}:{self._settings.port}")
        self.cfg.set("worker_class", "showoff_common.web.refusals.Worker")
        self.cfg.set("workers", 1)
        self.cfg.set("threads", self._settings.server_threads)
        self.cfg.set("keepalive", 75)
        self.cfg.set("timeout", 0)  # threads have their own deadlines
        settle = self._settings.settle_seconds
        self.cfg.set("graceful_timeout", self._settings.grace_seconds + math.ceil(settle))
        self.cfg.set("post_worker_init", lambda worker: drain_on_sigterm(worker, settle))
        self.cfg.set("logger_class", _Logger)
        self.cfg.set("control_socket_disable", True)
        # gunicorn would believe anyone on loopback who the client is and what path is asked for.
        self.cfg.set("forwarded_allow_ips", "")
        self.cfg.set("child_exit", lambda _server, worker: metrics.forget(worker.pid))

    def load(self) -> "_WSGIAppType":
        """Build the application, in the worker process.

        ONNX Runtime, imported before the fork, would wait at exit for a thread that only the
        parent has; so the worker leaves without the destructors of libraries, after its own.
        """
        atexit.register(os._exit, 0)
        try:
            app = self._make_app()
        except Exception:
            logging.getLogger(__name__).exception("cannot start")
            os._exit(Arbiter.WORKER_BOOT_ERROR)
        return cast("_WSGIAppType", app)  # the same, more narrowly typed
