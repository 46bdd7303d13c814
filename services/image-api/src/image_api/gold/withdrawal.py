"""Withdrawal: file and text of gold lines go at once, and so does what models read in them.

That there was a line stays, with its digest: a set that had it can still be checked, and a message
that comes late or twice does not bring it back.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from image_api.gold.tables import GoldLineRow, MeasuredLineRow

_EMPTIED: Final = {
    "state": "withdrawn",
    "text": "",
    "read_text": None,
    "read_model": None,
    "path": None,
    "quad": None,
    "look": None,
    "kept_by": "",
    "seconded_by": None,
    "reviewed_by": None,
}


def withdraw(session: Session, which: ColumnElement[bool], now: datetime) -> list[str]:
    """Empty the rows of lines.

    Returns:
        The paths of their cut-outs, for the caller to remove once this is committed.
    """
    query = select(GoldLineRow.id, GoldLineRow.path).where(which, GoldLineRow.state != "withdrawn")
    found = session.execute(query.with_for_update()).all()
    ids = [row.id for row in found]
    if ids:
        session.execute(delete(MeasuredLineRow).where(MeasuredLineRow.gold_line_id.in_(ids)))
        session.execute(
            update(GoldLineRow)
            .where(GoldLineRow.id.in_(ids))
            .values({**_EMPTIED, "reviewed_at": now}),
            execution_options={"synchronize_session": False},
        )
    return [row.path for row in found if row.path]
