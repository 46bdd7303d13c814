"""Read the pages of jobs' documents: `python -m document_worker`."""

import sys

from prometheus_client import start_http_server

from document_worker.app import run
from document_worker.settings import WorkerSettings
from showoff_common.settings import check_host, check_writable, load
from showoff_common.telemetry import logs, tracing


def main() -> None:
    settings = load(WorkerSettings)
    check_writable(folders={"work_dir": settings.work_dir})
    check_host(settings.host)
    tracing.configure("document-worker", settings.log_level)
    logs.tell_settings(settings)
    if settings.port:
        start_http_server(settings.port, settings.host)
    sys.exit(run(settings))


if __name__ == "__main__":
    main()
