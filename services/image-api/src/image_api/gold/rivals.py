"""Of all that was said of one line of a picture: which is worth a look, and which needs none.

The latest is, whatever order they came in. Two keys that say the same of a line that was read
accept it, unless most of it differs from what was read there: that is for a reviewer.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Final

from rapidfuzz.distance import Levenshtein
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from image_api.gold.said import PROPOSED, made_by_a_person
from image_api.gold.tables import GoldLineRow

_FAR: Final = 0.6  # of the longer text: more edits than that are no correction


def settle(session: Session, image_id: str | None) -> list[str]:
    """Drop what is not worth a look, and note on what is that another key says the same.

    Args:
        session: Of a transaction.
        image_id: Of which picture alone; None: of all where something new waits.

    Returns:
        The paths of the cut-outs of what went.
    """
    query = select(GoldLineRow)
    if image_id is None:  # the others were compared when they were cut
        waits = select(GoldLineRow.image_id).where(
            GoldLineRow.path.is_(None), GoldLineRow.state == PROPOSED
        )
        query = query.where(GoldLineRow.image_id.in_(waits))
    else:
        query = query.where(GoldLineRow.image_id == image_id)
    of_line: dict[tuple[str, int], list[GoldLineRow]] = defaultdict(list)
    for row in session.scalars(query.order_by(GoldLineRow.kept_at, GoldLineRow.id)):
        of_line[row.image_id, row.ord_num].append(row)
    outdated = [row for rows in of_line.values() for row in _outdated(rows)]
    gone = delete(GoldLineRow).where(
        GoldLineRow.id.in_([row.id for row in outdated]), GoldLineRow.state == PROPOSED
    )
    paths = session.scalars(gone.returning(GoldLineRow.path)).all()
    return [path for path in paths if path]


def _outdated(rows: Sequence[GoldLineRow]) -> Iterator[GoldLineRow]:
    """Those of one line, the earliest first, that are proposed in vain."""
    latest = rows[-1]
    if made_by_a_person(latest.ord_num):
        # It comes along with whatever else is corrected later: nobody has looked at it again.
        kept = next((row for row in rows if row.state == "withdrawn" or _same(row, latest)), latest)
        yield from (row for row in rows if row is not kept and row.state == PROPOSED)
        return
    earlier = [row for row in rows[:-1] if row.state == PROPOSED]
    if latest.state == PROPOSED:
        before = takewhile(lambda row: _same(row, latest), reversed(earlier))
        by = {name for row in before for name in _said_by(row)}
        latest.seconded_by = min(by - {latest.kept_by}, default=latest.seconded_by)
    yield from earlier


def _same(one: GoldLineRow, other: GoldLineRow) -> bool:
    return one.text == other.text


def _said_by(row: GoldLineRow) -> set[str]:
    """The keys that say so; who came without a key may be anybody, the same one too."""
    return {name for name in (row.kept_by, row.seconded_by) if name}


def accept_agreed(session: Session, image_id: str | None, now: datetime) -> None:
    """Accept lines that are cut, and of which two keys say the same, where nobody judged before."""
    agreed = select(GoldLineRow).where(
        GoldLineRow.state == PROPOSED,
        GoldLineRow.path.is_not(None),
        GoldLineRow.kept_by != "",
        GoldLineRow.seconded_by.is_not(None),
    )
    if image_id is not None:
        agreed = agreed.where(GoldLineRow.image_id == image_id)
    for row in session.scalars(agreed).all():
        judged = select(GoldLineRow.id).where(
            GoldLineRow.image_id == row.image_id,
            GoldLineRow.ord_num == row.ord_num,
            GoldLineRow.state.in_(["accepted", "rejected"]),
        )
        far = Levenshtein.normalized_distance(row.text, row.read_text or "") > _FAR
        if not far and session.scalar(judged.limit(1)) is None:
            row.state, row.reviewed_at = "accepted", now
