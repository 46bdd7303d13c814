"""Gold, wired: routes of the web service, and what retention does for it."""

from datetime import datetime, timedelta
from typing import Final

from apiflask import APIFlask

from image_api.database import Database
from image_api.files import PictureFiles
from image_api.gold import metrics
from image_api.gold.files import GoldFiles
from image_api.gold.lines import Lines
from image_api.gold.measures import MeasureLog
from image_api.gold.proposals import Proposals
from image_api.gold.routes import Desk, create_blueprint
from image_api.gold.sets import Sets

_GRACE: Final = timedelta(days=1)
"""A file without a row may be a cut-out on its way: written, its row not yet committed."""


def install(app: APIFlask, database: Database, files: PictureFiles, *, keeps: bool) -> None:
    """Add the routes and the metrics of gold; ``keeps`` tells whether there may be more of it."""
    desk = Desk(
        Lines(database, files), Sets(database), MeasureLog(database), GoldFiles(files), keeps
    )
    app.register_blueprint(create_blueprint(desk))
    metrics.install(database)


def tidy(database: Database, files: PictureFiles, now: datetime, days: float) -> int:
    """Drop lines whose picture never came, and cut-outs that belong to nothing; how many files.

    Raises:
        Unavailable: Database or disk can't take it now; what was done is done.
    """
    proposals = Proposals(database, files)
    proposals.drop_waiting(now - timedelta(days=days))
    orphans = proposals.drop_orphans(now - _GRACE)
    database.forget_deleted()
    return orphans
