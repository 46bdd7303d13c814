"""Forgetting: what is older than its days goes, whatever was killed half-way before."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from prometheus_client import Counter

from image_api.files import PictureFiles
from showoff_common.messaging.events import now as current_time
from showoff_common.telemetry.stages import stage

_BATCH: Final = 500

_DELETED: Final = Counter(
    "showoff_retention_deleted", "Rows and files deleted by retention.", ["kind"]
)

_GRACE: Final = timedelta(days=1)
"""A file without a row may be a picture on its way: written, its row not yet committed."""


class Expiry(Protocol):
    """What is asked of the database."""

    def expire_images(self, limit: datetime, most: int) -> Sequence[str | None]:
        """Delete pictures older than ``limit`` with all about them; their paths."""
        ...

    def expire_corrections(self, limit: datetime) -> int:
        """Delete corrections of pictures that were deleted or, past ``limit``, never came."""
        ...

    def days(self) -> Collection[str]:
        """The day folders that rows point into."""
        ...

    def paths(self, day: str) -> Collection[str]:
        """The files in a day folder that rows point to."""
        ...

    def note_end(self, moment: datetime) -> None:
        """Remember that a sweep came to its end."""
        ...


@dataclass(slots=True)
class SweepReport:
    """What a sweep did, in counts."""

    images: int = 0
    jobs: int = 0
    corrections: int = 0
    files: int = 0
    """Files deleted with their rows."""
    orphans: int = 0
    """Files deleted that no row pointed to, unfinished ones included."""
    missing: int = 0
    """Rows whose file is gone. They are counted, not deleted: a disk that isn't mounted looks the
    same, and must not cost the rows too."""


def sweep(
    expiry: Expiry,
    files: PictureFiles,
    now: datetime,
    days: float,
    sweep_jobs: Callable[[datetime], int] = lambda _: 0,
) -> SweepReport:
    """Delete rows and files older than ``days``, and files that belong to nothing.

    Rows go first: a sweep killed in between leaves files without rows, which the next one finds,
    never a row that promises a file which is gone.

    Args:
        expiry: The database.
        files: The disk.
        now: The time.
        days: How old pictures become.
        sweep_jobs: Deletes jobs whose own time is over; returns how many.

    Raises:
        Unavailable: Database or disk can't take it now; what was done is done.
    """
    swept = SweepReport()
    with stage("retention sweep") as span:
        limit = now - timedelta(days=days)
        while paths := expiry.expire_images(limit, _BATCH):
            swept.images += len(paths)
            for path in filter(None, paths):
                files.remove(path)
                swept.files += 1
        swept.corrections = expiry.expire_corrections(limit)
        for day in sorted({*files.days(), *expiry.days()}):
            # In a day that is past as a whole, nothing on its way is worth sparing.
            grace = timedelta(0) if day < limit.date().isoformat() else _GRACE
            _reconcile(expiry, files, day, now - grace, swept)
            files.drop_empty(day)
        for draft in files.unfinished():
            if draft.modified < now - _GRACE:
                files.remove(draft.path)
                swept.orphans += 1
        swept.jobs = sweep_jobs(now)
        for kind in ("images", "jobs", "corrections", "files", "orphans"):
            _DELETED.labels(kind).inc(getattr(swept, kind))
        expiry.note_end(current_time())
        for kind, count in asdict(swept).items():
            span.set_attribute(f"showoff.retention.{kind}", count)
    return swept


def _reconcile(
    expiry: Expiry, files: PictureFiles, day: str, settled: datetime, swept: SweepReport
) -> None:
    """Compare a day's files, those from before ``settled``, with its rows."""
    # The disk is looked at first, the rows second: what was committed in between is no orphan.
    stored = list(files.of_day(day))
    known = set(expiry.paths(day))
    for file in stored:
        if file.path not in known and file.modified < settled:
            files.remove(file.path)
            swept.orphans += 1
    present = {file.path for file in stored}
    swept.missing += sum(not files.exists(path) for path in known - present)
