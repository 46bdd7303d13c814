"""The rows that messages carry, written exactly once under redelivery and reordering."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.gold.said import rows_of
from image_api.gold.tables import GoldLineRow
from image_api.tables import Image, ImageBox, TextCorrection
from showoff_common.messaging.events import PictureRead, PictureTaken, TextCorrected


class Records:
    """What the handlers ask of the database: one transaction a call.

    Args:
        database: It.
        keeps_gold: Whether corrected lines are kept for good, where their makers let them.
    """

    def __init__(self, database: Database, *, keeps_gold: bool = True) -> None:
        self._database = database
        self._keeps_gold = keeps_gold

    def add_picture(self, event: PictureTaken, path: str) -> bool:
        """Note the picture; False where it was deleted and so is no longer wanted."""
        with self._database.transaction() as session:
            return self._note(
                session,
                event,
                path=path,
                media_type=event.media_type,
                width=event.width,
                height=event.height,
                creation_timestamp=event.created,
            )

    def add_reading(self, event: PictureRead) -> None:
        """Note the lines, also of a picture that is yet to come."""
        boxes = [{**line.model_dump(), "image_id": event.image_id} for line in event.lines]
        with self._database.transaction() as session:
            if self._note(
                session,
                event,
                detection_model=event.detection_model,
                recognition_model=event.recognition_model,
            ):
                self._database.add_new(session, ImageBox, boxes)

    def add_correction(self, event: TextCorrected, message_id: str) -> None:
        """Note a correction, also of a picture that is yet to come, and lines that may be kept."""
        common = {
            "image_id": event.image_id,
            "message_id": message_id,
            "creation_timestamp": event.created,
        }
        layout = None if event.layout is None else [line.model_dump() for line in event.layout]
        whole = {**common, "ord_num": None, "value": event.text, "layout": layout}
        lines = [
            {**common, "ord_num": line.ord_num, "value": line.text, "layout": None}
            for line in event.lines
        ]
        deleted = select(Image.deletion_timestamp).where(Image.id == event.image_id)
        with self._database.transaction() as session:
            if session.scalar(deleted) is None:
                self._database.add_new(session, TextCorrection, [whole, *lines])
                kept = rows_of(event, message_id) if self._keeps_gold else []
                self._database.add_new(session, GoldLineRow, kept)

    def _note(self, session: Session, event: PictureTaken | PictureRead, **columns: object) -> bool:
        """Set ``columns`` of the picture, making its row first; False where it was deleted."""
        pending = {"id": event.image_id, "creation_timestamp": event.created}
        self._database.add_new(session, Image, [pending])
        wanted = Image.id == event.image_id, Image.deletion_timestamp.is_(None)
        noted = update(Image).where(*wanted).values(columns).returning(Image.id)
        return session.scalar(noted) is not None
