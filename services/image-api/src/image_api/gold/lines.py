"""Gold lines, as who kept them and reviewers look through them, judge and withdraw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from sqlalchemy import and_, or_, select, update

from image_api.database import Database
from image_api.files import PictureFiles
from image_api.gold.cutting import digest_of
from image_api.gold.files import GoldFiles
from image_api.gold.tables import GoldLineRow, GoldMemberRow
from image_api.gold.withdrawal import withdraw
from image_api.history import Cursor
from showoff_common.contracts.gold import GoldLine, Review, State
from showoff_common.errors import Problem


@dataclass(frozen=True)
class Caller:
    """Who asks.

    Attributes:
        key: The name of their key; empty where none are asked for.
        reviews: Whether they have that role: then they see everyone's lines, and judge.
    """

    key: str
    reviews: bool

    def may_see(self, line: GoldLineRow) -> bool:
        return self.reviews or line.kept_by == self.key

    def must_review(self) -> None:
        """Raises a Problem, 403, where they may not."""
        if not self.reviews:
            raise Problem(
                HTTPStatus.FORBIDDEN,
                "Reviewers only",
                "This needs a key whose entry ends in :review.",
            )


class Lines:
    """What the routes ask. Every call raises Unavailable where database or disk are gone."""

    def __init__(self, database: Database, files: PictureFiles) -> None:
        self._database = database
        self._files = GoldFiles(files)

    def page(
        self, caller: Caller, limit: int, state: State | None, before: Cursor | None
    ) -> list[GoldLine]:
        """The newest lines, at most ``limit``, of those older than ``before``."""
        query = select(GoldLineRow)
        if state is not None:
            query = query.where(GoldLineRow.state == state)
        if not caller.reviews:
            query = query.where(GoldLineRow.kept_by == caller.key, GoldLineRow.state != "withdrawn")
        if before is not None:
            same_moment = GoldLineRow.kept_at == before.created
            query = query.where(
                or_(
                    GoldLineRow.kept_at < before.created,
                    and_(same_moment, GoldLineRow.id < before.image_id),
                )
            )
        query = query.order_by(GoldLineRow.kept_at.desc(), GoldLineRow.id.desc()).limit(limit)
        with self._database.transaction() as session:
            return [shown(row) for row in session.scalars(query)]

    def crop(self, caller: Caller, line_id: str) -> bytes:
        """A line's cut-out, PNG.

        Raises:
            Problem: 404, there is no such line, or no cut-out of it.
        """
        path = self._find(caller, line_id).path
        if path is None:
            raise Problem(HTTPStatus.NOT_FOUND, "No cut-out", "This line has none.")
        return self._files.read(path)

    def review(self, caller: Caller, line_id: str, review: Review, now: datetime) -> GoldLine:
        """Accept or reject a line; of one line of a picture, the last accepted counts.

        Raises:
            Problem: 403; 404; 409, it is not cut yet, was withdrawn, or its text, frozen in a
                set, would change.
        """
        caller.must_review()
        line = self._find(caller, line_id)
        if line.path is None or line.quad is None:
            raise _conflict("It was withdrawn, or its picture has not come yet.")
        text = line.text if review.text is None else review.text
        digest = digest_of(self._files.read(line.path), line.quad, text)
        judged = {
            "state": review.state,
            "text": text,
            "digest": digest,
            "reviewed_by": caller.key,
            "reviewed_at": now,
        }
        still = (
            GoldLineRow.id == line_id,
            GoldLineRow.path.is_not(None),
            GoldLineRow.state != "withdrawn",
        )
        with self._database.transaction() as session:
            frozen = select(GoldMemberRow.digest).where(GoldMemberRow.gold_line_id == line_id)
            if text != line.text and session.scalar(frozen.limit(1)) is not None:
                raise _conflict("It is in a set, whose text never changes: withdraw it.")
            changed = update(GoldLineRow).where(*still).values(judged).returning(GoldLineRow)
            row = session.scalar(changed)
            if row is None:
                raise _conflict("It was withdrawn meanwhile.")
            if review.state == "accepted":
                others = (
                    GoldLineRow.image_id == line.image_id,
                    GoldLineRow.ord_num == line.ord_num,
                    GoldLineRow.id != line_id,
                    GoldLineRow.state == "accepted",
                )
                session.execute(
                    update(GoldLineRow).where(*others).values(state="rejected"),
                    execution_options={"synchronize_session": False},
                )
            return shown(row)

    def withdraw(self, caller: Caller, line_id: str, now: datetime) -> None:
        """Leave no byte of a line; raises a Problem, 404, where the caller can see none."""
        self._find(caller, line_id)
        with self._database.transaction() as session:
            paths = withdraw(session, GoldLineRow.id == line_id, now)
        self.forget(paths)

    def withdraw_all(self, image_id: str, now: datetime) -> bool:
        """Leave no byte of the lines of a picture, which itself may be gone; whether any were."""
        ours = GoldLineRow.image_id == image_id
        known = select(GoldLineRow.id).where(ours, GoldLineRow.state != "withdrawn").limit(1)
        with self._database.transaction() as session:
            if session.scalar(known) is None:
                return False
            paths = withdraw(session, ours, now)
        self.forget(paths)
        return True

    def forget(self, paths: Sequence[str]) -> None:
        """Remove the files of what was withdrawn, and what the database still has of its text."""
        self._files.remove(paths)
        self._database.forget_deleted()

    def _find(self, caller: Caller, line_id: str) -> GoldLineRow:
        with self._database.transaction() as session:
            line = session.get(GoldLineRow, line_id)
        if line is None or not caller.may_see(line):
            raise Problem(HTTPStatus.NOT_FOUND, "No such line", "No gold line has this id.")
        return line


def shown(row: GoldLineRow) -> GoldLine:
    return GoldLine.model_construct(
        id=row.id,
        state=row.state,
        text=row.text,
        recognized=row.read_text,
        model=row.read_model,
        share=row.share,
        has_crop=row.path is not None,
        kept_by=row.kept_by,
        kept_at=row.kept_at,
        reviewed_by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
    )


def _conflict(detail: str) -> Problem:
    return Problem(HTTPStatus.CONFLICT, "Line can't be judged", detail)
