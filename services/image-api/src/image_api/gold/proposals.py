"""Lines that people let be kept: noted with their correction, cut out once the picture is here."""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.files import PictureFiles
from image_api.gold.cutting import cut_out, digest_of
from image_api.gold.files import GoldFiles
from image_api.gold.tables import GoldLineRow
from image_api.rendition import BUDGET, LIMITS
from image_api.tables import Image, ImageBox
from showoff_common.contracts.gold import LONGEST, Share
from showoff_common.errors import Problem
from showoff_common.messaging.events import TextCorrected
from showoff_common.pictures.pixels import decode

_MEASURED: Final = 5  # of so many pictures one measures, the others teach
_UNREVIEWED: Final = "proposed"

_log = structlog.get_logger(__name__)


def share_of(image_id: str) -> Share:
    """Whether lines of a picture teach or measure: all of them the same, for good."""
    number = int.from_bytes(hashlib.sha256(image_id.encode()).digest()[:8])
    return "teach" if number % _MEASURED else "measure"


def rows_of(event: TextCorrected, message_id: str) -> list[dict[str, object]]:
    """The gold lines of a correction whose maker lets them be kept; a row each, not cut yet.

    Only lines that were read and that a person corrected. A redelivered message makes the same.
    """
    if not event.keep:
        return []
    laid = {line.ord_num: line.points for line in event.layout or ()}
    rows = []
    for line in event.lines:
        text = unicodedata.normalize("NFC", line.text).strip()
        if not text or len(text) > LONGEST or not text.isprintable():
            continue
        name = f"{message_id}/{line.ord_num}"
        rows.append(
            {
                "id": hashlib.sha256(name.encode()).hexdigest()[:32],
                "image_id": event.image_id,
                "ord_num": line.ord_num,
                "state": _UNREVIEWED,
                "share": share_of(event.image_id),
                "text": text,
                "quad": laid.get(line.ord_num),
                "kept_by": event.by,
                "kept_at": event.created,
            }
        )
    return rows


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
            outdated = _drop_outdated(session, image_id)
            waiting = _waiting(session, image_id)
        self._files.remove(outdated)
        cut = 0
        for path, lines in groupby(waiting, lambda one: one[1].path or ""):
            cut += self._cut(path, list(lines))
        return cut

    def _cut(self, path: str, lines: Sequence[tuple[GoldLineRow, Image, ImageBox]]) -> int:
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
        cut = 0
        for line, _, box in lines:
            found = cut_out(picture, line.quad or _corners(box))
            if found is None:
                self._drop([line.id])
                continue
            file = self._files.save(line.id, found.png)
            told = {
                "path": file,
                "quad": found.quad,
                "digest": digest_of(found.png, found.quad, line.text),
                "read_text": box.text,
                "read_model": image.recognition_model,
            }
            if self._note(line.id, told):
                cut += 1
            else:
                self._files.remove([file])
        return cut

    def _note(self, line_id: str, told: Mapping[str, object]) -> bool:
        """Set the columns of a line that is cut; False where it was withdrawn meanwhile."""
        wanted = GoldLineRow.id == line_id, GoldLineRow.state == _UNREVIEWED
        noted = update(GoldLineRow).where(*wanted).values(told).returning(GoldLineRow.id)
        with self._database.transaction() as session:
            return session.scalar(noted) is not None

    def _drop(self, ids: Sequence[str]) -> None:
        with self._database.transaction() as session:
            _delete_uncut(session, ids)

    def drop_waiting(self, limit: datetime) -> None:
        """Delete lines whose picture did not come by ``limit``, or was deleted."""
        gone = select(Image.id).where(Image.deletion_timestamp.is_not(None))
        uncut = GoldLineRow.path.is_(None), GoldLineRow.state == _UNREVIEWED
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


def _waiting(session: Session, image_id: str | None) -> list[tuple[GoldLineRow, Image, ImageBox]]:
    """Lines to be cut, with their picture and what was read there, picture by picture."""
    query = (
        select(GoldLineRow, Image, ImageBox)
        .join(Image, Image.id == GoldLineRow.image_id)
        .join(
            ImageBox,
            (ImageBox.image_id == GoldLineRow.image_id) & (ImageBox.ord_num == GoldLineRow.ord_num),
        )
        .where(
            GoldLineRow.state == _UNREVIEWED,
            GoldLineRow.path.is_(None),
            Image.path.is_not(None),
        )
        .order_by(GoldLineRow.image_id, GoldLineRow.ord_num)
    )
    if image_id is not None:
        query = query.where(GoldLineRow.image_id == image_id)
    return [(line, image, box) for line, image, box in session.execute(query)]


def _drop_outdated(session: Session, image_id: str | None) -> list[str]:
    """Of what was said of a line, only the latest is worth a look, whatever order it came in.

    Returns:
        The paths of the cut-outs of those that went.
    """
    query = select(
        GoldLineRow.id,
        GoldLineRow.image_id,
        GoldLineRow.ord_num,
        GoldLineRow.path,
        GoldLineRow.state,
        GoldLineRow.kept_at,
    )
    if image_id is None:  # the others were compared when they were cut
        waits = select(GoldLineRow.image_id).where(
            GoldLineRow.path.is_(None), GoldLineRow.state == _UNREVIEWED
        )
        query = query.where(GoldLineRow.image_id.in_(waits))
    else:
        query = query.where(GoldLineRow.image_id == image_id)
    of_line: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in session.execute(query):
        of_line[row.image_id, row.ord_num].append(row)
    outdated = [row for rows in of_line.values() for row in _outdated(rows)]
    gone = delete(GoldLineRow).where(
        GoldLineRow.id.in_([row.id for row in outdated]), GoldLineRow.state == _UNREVIEWED
    )
    paths = session.scalars(gone.returning(GoldLineRow.path)).all()
    return [path for path in paths if path]


def _outdated(rows: Sequence[Any]) -> Iterator[Any]:
    latest = max(rows, key=lambda row: (row.kept_at, row.id))
    return (row for row in rows if row is not latest and row.state == _UNREVIEWED)


def _delete_uncut(session: Session, ids: Sequence[str]) -> None:
    session.execute(
        delete(GoldLineRow).where(GoldLineRow.id.in_(ids), GoldLineRow.path.is_(None)),
        execution_options={"synchronize_session": False},
    )


def _corners(box: ImageBox) -> list[list[float]]:
    if box.points is not None:
        return [[float(x), float(y)] for x, y in box.points]
    left, top = float(box.start_x), float(box.start_y)
    right, bottom = left + box.width, top + box.height
    return [[left, top], [right, top], [right, bottom], [left, bottom]]
