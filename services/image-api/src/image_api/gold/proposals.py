"""Lines that people let be kept: noted with their correction, cut out once the picture is here."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import cast

import structlog
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.files import PictureFiles
from image_api.gold.cutting import Cutout, cut_out, digest_of
from image_api.gold.files import GoldFiles
from image_api.gold.looks import alike, look_of
from image_api.gold.rivals import accept_agreed, settle
from image_api.gold.said import PROPOSED, share_of
from image_api.gold.tables import GoldLineRow
from image_api.rendition import BUDGET, LIMITS
from image_api.tables import Image, ImageBox
from showoff_common.contracts.gold import Share
from showoff_common.errors import Problem
from showoff_common.messaging.events import now
from showoff_common.pictures.pixels import decode

_Waiting = tuple[GoldLineRow, Image, ImageBox | None]
"""A line to be cut, its picture, and what was read there; None where a person made it."""

_log = structlog.get_logger(__name__)


class Proposals:
    """Cuts gold lines out of their pictures."""

    def __init__(self, database: Database, files: PictureFiles) -> None:
        self._database = database
        self._pictures = files
        self._files = GoldFiles(files)

    def collect(self, image_id: str | None = None) -> int:
        """Cut what waits for it and has its picture by now; repeating it changes nothing.

        Args:
            image_id: Of which picture alone.

        Returns:
            How many were cut.

        Raises:
            Unavailable: Database or disk can't take it now; what was done is done.
        """
        with self._database.transaction() as session:
            outdated = settle(session, image_id)
            waiting = _waiting(session, image_id)
        self._files.remove(outdated)
        cut = 0
        for path, lines in groupby(waiting, lambda one: one[1].path or ""):
            cut += self._cut(path, list(lines))
        with self._database.transaction() as session:
            accept_agreed(session, image_id, now())
        return cut

    def _cut(self, path: str, lines: Sequence[_Waiting]) -> int:
        image = lines[0][1]
        if not self._pictures.exists(path):
            return 0
        try:
            with BUDGET.hold((image.width or 0) * (image.height or 0)):
                picture = decode(self._pictures.read(path), LIMITS)
        except Problem as error:
            if error.status == 503:
                return 0  # too much else is being decoded; the next sweep cuts them
            _log.warning("gold: the picture can't be decoded", image_id=image.id)
            self._drop([line.id for line, _, _ in lines])
            return 0
        found = [
            (line, box, cut_out(picture, line.quad or _corners(box))) for line, _, box in lines
        ]
        self._drop([line.id for line, _, cutout in found if cutout is None])
        there = [(line, box, cutout) for line, box, cutout in found if cutout is not None]
        return self._keep(image, there)

    def _keep(
        self, image: Image, lines: Sequence[tuple[GoldLineRow, ImageBox | None, Cutout]]
    ) -> int:
        """Write the cut-outs, and note what they are; how many there are then."""
        looks = [look_of(cutout.png) for _, _, cutout in lines]
        says = {(look, line.text) for look, (line, _, _) in zip(looks, lines, strict=True)}
        with self._database.transaction() as session:
            share = _share_for(session, image.id, says)
        cut = 0
        for look, (line, box, cutout) in zip(looks, lines, strict=True):
            file = self._files.save(line.id, cutout.png)
            told = {
                "path": file,
                "quad": cutout.quad,
                "digest": digest_of(cutout.png, cutout.quad, line.text),
                "look": look,
                "share": share,
                "read_text": box.text if box else None,
                "read_model": image.recognition_model if box else None,
            }
            if self._note(line.id, told):
                cut += 1
            else:
                self._files.remove([file])
        return cut

    def _note(self, line_id: str, told: Mapping[str, object]) -> bool:
        """Set the columns of a line that is cut; False where it was withdrawn meanwhile."""
        wanted = GoldLineRow.id == line_id, GoldLineRow.state == PROPOSED
        noted = update(GoldLineRow).where(*wanted).values(told).returning(GoldLineRow.id)
        with self._database.transaction() as session:
            return session.scalar(noted) is not None

    def _drop(self, ids: Sequence[str]) -> None:
        with self._database.transaction() as session:
            _delete_uncut(session, ids)

    def drop_waiting(self, limit: datetime) -> None:
        """Delete lines whose picture did not come by ``limit``, or was deleted."""
        gone = select(Image.id).where(Image.deletion_timestamp.is_not(None))
        uncut = GoldLineRow.path.is_(None), GoldLineRow.state == PROPOSED
        late = (GoldLineRow.kept_at < limit) | GoldLineRow.image_id.in_(gone)
        with self._database.transaction() as session:
            session.execute(
                delete(GoldLineRow).where(*uncut, late),
                execution_options={"synchronize_session": False},
            )

    def drop_orphans(self, settled: datetime) -> int:
        """Remove files from before ``settled`` that no line points to; how many."""
        old = self._files.older(settled)
        if not old:
            return 0
        with self._database.transaction() as session:
            known = set(session.scalars(select(GoldLineRow.path)))
        self._files.remove(old - known)
        return len(old - known)


def _waiting(session: Session, image_id: str | None) -> list[_Waiting]:
    """Lines to be cut, picture by picture."""
    query = (
        select(GoldLineRow, Image, ImageBox)
        .join(Image, Image.id == GoldLineRow.image_id)
        .outerjoin(
            ImageBox,
            (ImageBox.image_id == GoldLineRow.image_id) & (ImageBox.ord_num == GoldLineRow.ord_num),
        )
        .where(
            GoldLineRow.state == PROPOSED,
            GoldLineRow.path.is_(None),
            Image.path.is_not(None),
            # What was read may be still to come; where a person made a line, nothing is.
            or_(ImageBox.image_id.is_not(None), GoldLineRow.ord_num < 0),
        )
        .order_by(GoldLineRow.image_id, GoldLineRow.ord_num)
    )
    if image_id is not None:
        query = query.where(GoldLineRow.image_id == image_id)
    return [(line, image, box) for line, image, box in session.execute(query)]


def _share_for(session: Session, image_id: str, cut: Collection[tuple[str, str]]) -> Share:
    """The share of a picture's lines, by looks and texts of some of them.

    That which lines of it have already; else that of an earlier picture of the same line; else its
    own.
    """
    own = select(GoldLineRow.share).where(
        GoldLineRow.image_id == image_id, GoldLineRow.digest.is_not(None)
    )
    if share := session.scalar(own.limit(1)):
        return cast("Share", share)
    others = (
        select(GoldLineRow.share, GoldLineRow.look, GoldLineRow.text)
        .where(GoldLineRow.text.in_({said for _, said in cut}), GoldLineRow.look.is_not(None))
        .order_by(GoldLineRow.kept_at, GoldLineRow.id)
    )
    for share, look, text in session.execute(others):
        if any(text == said and alike(look, own_look) for own_look, said in cut):
            return cast("Share", share)
    return share_of(image_id)


def _delete_uncut(session: Session, ids: Sequence[str]) -> None:
    session.execute(
        delete(GoldLineRow).where(GoldLineRow.id.in_(ids), GoldLineRow.path.is_(None)),
        execution_options={"synchronize_session": False},
    )


def _corners(box: ImageBox | None) -> list[list[float]]:
    if box is None:
        return []
    if box.points is not None:
        return [[float(x), float(y)] for x, y in box.points]
    left, top = float(box.start_x), float(box.start_y)
    right, bottom = left + box.width, top + box.height
    return [[left, top], [right, top], [right, bottom], [left, bottom]]
