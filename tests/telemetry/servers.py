"""What the commands beside need: servers of their own, in a folder that goes with them."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.postgres import Postgres


@contextmanager
def own_servers() -> Iterator[tuple[Path, Postgres]]:
    """An empty folder and a Postgres; told to stop, the command still cleans up."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with TemporaryDirectory(prefix="telemetry-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # Postgres runs as another user there
        postgres = Postgres(folder / "postgres")
        postgres.start()
        try:
            yield folder, postgres
        finally:
            postgres.kill()
