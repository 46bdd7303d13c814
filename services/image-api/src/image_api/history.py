"""The pictures kept, as a client looks through them and deletes them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final, Self

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session, defer, selectinload
from sqlalchemy.sql.base import ExecutableOption

from image_api.database import Database
from image_api.gold.tables import GoldLineRow
from image_api.gold.withdrawal import withdraw
from image_api.tables import Image, ImageBox, TextCorrection
from showoff_common.errors import Problem
from showoff_common.messaging.events import is_image_id


@dataclass(frozen=True, slots=True)
class Cursor:
    """A picture's place in the history, which is ordered by age."""

    created: datetime
    image_id: str

    @classmethod
    def parse(cls, told: str) -> Self:
        """Read what `str` made, and nothing else; raises a Problem, 422, of all else."""
        created, _, image_id = told.rpartition("_")
        try:
            moment = datetime.fromisoformat(created) if created.endswith("Z") else None
        except ValueError:
            moment = None
        if moment is None or not is_image_id(image_id):
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "Input does not fit the schema",
                "before: not the `next` of a page.",
            )
        return cls(moment, image_id)

    def __str__(self) -> str:
        # Z, not +00:00: a plus sign in an address would have to be escaped.
        return f"{self.created.replace(tzinfo=None).isoformat()}Z_{self.image_id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture with its lines and all its corrections, the latest last."""

    image: Image
    boxes: Sequence[ImageBox]
    corrections: Sequence[TextCorrection]


class History:
    """What the routes ask of the database. Every call raises Unavailable where it is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, image_id: str) -> Entry | None:
        """All that is known under an id; None where it is nothing, or deleted."""
        with self._database.transaction() as session:
            deleted = session.scalar(select(Image.deletion_timestamp).where(Image.id == image_id))
            images = _images(session, [image_id])
            corrections = _corrections(session, [image_id])
        if images:
            return Entry(images[0], images[0].boxes, corrections)
        # Of a picture that is yet to come. A correction that was on its way into the database while
        # its picture was deleted is not shown, and goes with the next sweep of the retention.
        if corrections and deleted is None:
            pending = Image(id=image_id, creation_timestamp=corrections[0].creation_timestamp)
            return Entry(pending, (), corrections)
        return None

    def is_deleted(self, image_id: str) -> bool:
        """Whether a picture was here, and it is remembered that it was deleted."""
        query = select(Image.deletion_timestamp).where(Image.id == image_id)
        with self._database.transaction() as session:
            return session.scalar(query) is not None

    def page(self, limit: int, before: Cursor | None = None, search: str = "") -> list[Entry]:
        """The newest pictures, at most ``limit``, of those older than ``before``.

        Of their lines and corrections only what they say is loaded, not where it stands.

        Args:
            limit: How many.
            before: Where a part before ended; None: from the newest.
            search: Words that all stand in what was read in them, or in a correction of it.
        """
        if "\0" in search:  # which no text that is kept holds, and Postgres takes in no question
            return []
        query = select(Image.id).where(Image.deletion_timestamp.is_(None))
        query = query.where(*(_says(word) for word in search.split()))
        if before is not None:
            same_moment = Image.creation_timestamp == before.created
            query = query.where(
                or_(
                    Image.creation_timestamp < before.created,
                    and_(same_moment, Image.id < before.image_id),
                )
            )
        query = query.order_by(Image.creation_timestamp.desc(), Image.id.desc()).limit(limit)
        with self._database.transaction() as session:
            ids = session.scalars(query).all()
            images = _images(session, ids, _TEXT_ALONE)
            corrections: dict[str, list[TextCorrection]] = defaultdict(list)
            for row in _corrections(session, ids, defer(TextCorrection.layout, raiseload=True)):
                corrections[row.image_id].append(row)
        return [Entry(image, image.boxes, corrections[image.id]) for image in images]

    def delete(self, image_id: str, now: datetime) -> list[str]:
        """Forget a picture and all about it; what is still on its way will not bring it back.

        Returns:
            The paths of its file and of what was cut out of it, for the caller to remove.
        """
        # A row stays, emptied, until retention takes it: late messages see that it was deleted. It
        # is made where only corrections have come so far.
        pending = {"id": image_id, "creation_timestamp": now}
        emptied = {
            "path": None,
            "media_type": None,
            "detection_model": None,
            "recognition_model": None,
            "deletion_timestamp": now,
        }
        with self._database.transaction() as session:
            self._database.add_new(session, Image, [pending])
            path = session.scalar(select(Image.path).where(Image.id == image_id).with_for_update())
            session.execute(update(Image).where(Image.id == image_id).values(emptied))
            session.execute(delete(ImageBox).where(ImageBox.image_id == image_id))
            session.execute(delete(TextCorrection).where(TextCorrection.image_id == image_id))
            gold = withdraw(session, GoldLineRow.image_id == image_id, now)
        return [*filter(None, [path]), *gold]


def _says(word: str) -> ColumnElement[bool]:
    """Whether a word, or part of one, stands in a line of a picture or in a correction of it."""
    box = exists().where(ImageBox.image_id == Image.id)
    correction = exists().where(TextCorrection.image_id == Image.id)
    return or_(
        box.where(ImageBox.text.icontains(word, autoescape=True)),
        correction.where(TextCorrection.value.icontains(word, autoescape=True)),
    )


_ALL: Final = selectinload(Image.boxes)
_TEXT_ALONE: Final = _ALL.load_only(ImageBox.ord_num, ImageBox.text, ImageBox.joint, raiseload=True)


def _images(
    session: Session, ids: Sequence[str], boxes: ExecutableOption = _ALL
) -> Sequence[Image]:
    query = (
        select(Image)
        .where(Image.id.in_(ids), Image.deletion_timestamp.is_(None))
        .options(boxes)
        .order_by(Image.creation_timestamp.desc(), Image.id.desc())
    )
    return session.scalars(query).all()


def _corrections(
    session: Session, ids: Sequence[str], *options: ExecutableOption
) -> Sequence[TextCorrection]:
    # By the moment they were made, not by their arrival: the same whatever order they came in.
    query = (
        select(TextCorrection)
        .where(TextCorrection.image_id.in_(ids))
        .options(*options)
        .order_by(
            TextCorrection.creation_timestamp,
            TextCorrection.message_id,
            TextCorrection.ord_num.nulls_first(),
        )
    )
    return session.scalars(query).all()
