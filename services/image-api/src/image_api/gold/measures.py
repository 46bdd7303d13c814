"""Measures: how well each version of the model reads a set, and which lines it reads badly."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.gold.tables import GoldLineRow, GoldMemberRow, MeasuredLineRow, MeasureRow
from showoff_common.contracts.gold import Figures, Measure, NewMeasure, WorstLine
from showoff_common.errors import Problem

_WORST: Final = 20


class MeasureLog:
    """Keeps measures. Every call raises Unavailable where the database is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, measure: NewMeasure, now: datetime) -> Measure:
        """Keep a measure; the first of a model on a set stays, a later one changes nothing.

        Raises:
            Problem: 404, there is no such set.
        """
        figures = measure.model_dump(mode="json", exclude={"measured"})
        row = {
            "model": measure.model,
            "set_number": measure.set,
            "created": now,
            "figures": figures,
        }
        members = select(GoldMemberRow.digest, GoldMemberRow.gold_line_id).join(
            GoldLineRow, GoldLineRow.id == GoldMemberRow.gold_line_id
        )
        members = members.where(
            GoldMemberRow.set_number == measure.set, GoldLineRow.path.is_not(None)
        )
        with self._database.transaction() as session:
            there = dict(session.execute(members.with_for_update(of=GoldLineRow)).tuples().all())
            if not there:
                raise Problem(HTTPStatus.NOT_FOUND, "No such set", "No line is in such a set.")
            self._database.add_new(session, MeasureRow, [row])
            kept = _find(session, measure.model, measure.set)
            lines = [
                {
                    "measure_number": kept.number,
                    "gold_line_id": there[line.digest],
                    "edits": line.edits,
                    "read_text": line.text,
                }
                for line in measure.measured
                if line.digest in there
            ]
            if kept.created == now:
                self._database.add_new(session, MeasuredLineRow, lines)
            return _shown(kept)

    def all(self, model: str | None, number: int | None) -> list[Measure]:
        """The oldest first; of one model, on one set, where these are given."""
        query = select(MeasureRow).order_by(MeasureRow.number)
        if model is not None:
            query = query.where(MeasureRow.model == model)
        if number is not None:
            query = query.where(MeasureRow.set_number == number)
        with self._database.transaction() as session:
            return [_shown(row) for row in session.scalars(query)]

    def worst(self, number: int) -> list[WorstLine]:
        """The lines with the most errors of a measure, those that got worse most first.

        Raises:
            Problem: 404, there is no such measure.
        """
        lines = select(MeasuredLineRow, GoldLineRow).join(
            GoldLineRow, GoldLineRow.id == MeasuredLineRow.gold_line_id
        )
        with self._database.transaction() as session:
            row = session.get(MeasureRow, number)
            if row is None:
                raise Problem(HTTPStatus.NOT_FOUND, "No such measure", "None has this number.")
            before = _lines_of(session, row.figures.get("against"), row.set_number)
            found = session.execute(lines.where(MeasuredLineRow.measure_number == number)).all()
            worst = [_worst(read, line, before) for read, line in found if read.edits]
        worst.sort(key=lambda line: (-line.edits + (line.edits_before or 0), -line.edits, line.id))
        return worst[:_WORST]


def _find(session: Session, model: str, number: int) -> MeasureRow:
    query = select(MeasureRow).where(MeasureRow.model == model, MeasureRow.set_number == number)
    return session.scalars(query).one()


def _lines_of(session: Session, model: str | None, number: int) -> dict[str, MeasuredLineRow]:
    query = (
        select(MeasuredLineRow)
        .join(MeasureRow, MeasureRow.number == MeasuredLineRow.measure_number)
        .where(MeasureRow.model == model, MeasureRow.set_number == number)
    )
    return {line.gold_line_id: line for line in session.scalars(query)} if model else {}


def _worst(
    read: MeasuredLineRow, line: GoldLineRow, before: dict[str, MeasuredLineRow]
) -> WorstLine:
    other = before.get(line.id)
    return WorstLine(
        id=line.id,
        text=line.text,
        read=read.read_text,
        edits=read.edits,
        read_before=other.read_text if other else None,
        edits_before=other.edits if other else None,
    )


def _shown(row: MeasureRow) -> Measure:
    figures = Figures.model_validate(row.figures)
    return Measure(number=row.number, created=row.created, **dict(figures))
