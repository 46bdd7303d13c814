"""Sets: the lines accepted at a moment, frozen under a number and a digest."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.gold.tables import GoldLineRow, GoldMemberRow, GoldSetRow
from showoff_common.contracts.gold import GoldSet, Share
from showoff_common.errors import Problem


def digest_of_set(lines: Iterable[str]) -> str:
    """SHA-256 of the digests of lines, sorted, one a row: the same whatever database sorts."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


@dataclass(frozen=True)
class Members:
    """A set with its lines.

    Attributes:
        lines: Those there are, by digest: each frozen as it is.
        withdrawn: The digests of those that are gone.
    """

    told: GoldSet
    lines: Sequence[tuple[str, GoldLineRow]]
    withdrawn: Sequence[str]


class Sets:
    """Freezes and finds sets. Every call raises Unavailable where the database is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def freeze(self, note: str, now: datetime) -> GoldSet:
        """Freeze all lines accepted by now; the same lines again are the set that there is.

        Lines that are alike to the last bit count once.

        Raises:
            Problem: 409, no line is accepted.
        """
        accepted = select(GoldLineRow.digest, func.min(GoldLineRow.id)).where(
            GoldLineRow.state == "accepted", GoldLineRow.digest.is_not(None)
        )
        with self._database.transaction() as session:
            found = session.execute(accepted.group_by(GoldLineRow.digest)).all()
            lines = {str(digest): line_id for digest, line_id in found}
            if not lines:
                raise Problem(HTTPStatus.CONFLICT, "Nothing to freeze", "No line is accepted yet.")
            digest = digest_of_set(lines)
            self._database.add_new(
                session, GoldSetRow, [{"digest": digest, "created": now, "note": note}]
            )
            row = session.scalars(select(GoldSetRow).where(GoldSetRow.digest == digest)).one()
            members = [
                {"set_number": row.number, "digest": digest, "gold_line_id": line_id}
                for digest, line_id in sorted(lines.items())
            ]
            self._database.add_new(session, GoldMemberRow, members)
            return _shown(session, row)

    def all(self) -> list[GoldSet]:
        """The newest first."""
        with self._database.transaction() as session:
            rows = session.scalars(select(GoldSetRow).order_by(GoldSetRow.number.desc())).all()
            return [_shown(session, row) for row in rows]

    def find(self, number: str) -> GoldSet:
        """A set by its number, or the `latest`.

        Raises:
            Problem: 404, there is none.
        """
        with self._database.transaction() as session:
            return _shown(session, _find(session, number))

    def members(self, number: str, share: Share | None) -> Members:
        """A set with its lines, of one share or all, by digest; raises as `find`."""
        with self._database.transaction() as session:
            row = _find(session, number)
            query = (
                select(GoldMemberRow.digest, GoldLineRow)
                .join(GoldLineRow, GoldLineRow.id == GoldMemberRow.gold_line_id)
                .where(GoldMemberRow.set_number == row.number)
            )
            found = sorted(
                ((digest, line) for digest, line in session.execute(query)),
                key=lambda one: one[0],
            )
            told = _shown(session, row)
        there = [(digest, line) for digest, line in found if line.path is not None]
        return Members(
            told,
            [one for one in there if share in {None, one[1].share}],
            [digest for digest, line in found if line.path is None],
        )


def _find(session: Session, number: str) -> GoldSetRow:
    query = select(GoldSetRow).order_by(GoldSetRow.number.desc()).limit(1)
    if number != "latest":
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise _none()
        query = query.where(GoldSetRow.number == int(number))
    row = session.scalar(query)
    if row is None:
        raise _none()
    return row


def _none() -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, "No such set", "No set has this number.")


def _shown(session: Session, row: GoldSetRow) -> GoldSet:
    members = (
        select(func.count(), func.count(GoldLineRow.path))
        .select_from(GoldMemberRow)
        .join(GoldLineRow, GoldLineRow.id == GoldMemberRow.gold_line_id)
        .where(GoldMemberRow.set_number == row.number)
    )
    lines, there = session.execute(members).one()
    return GoldSet(
        number=row.number,
        digest=row.digest,
        created=row.created,
        note=row.note,
        lines=lines,
        withdrawn=lines - there,
    )
