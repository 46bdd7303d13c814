"""What a run found: a table, and whether it is good."""

from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        good: None where it is only told.
    """

    what: str
    result: str
    good: bool | None


@dataclass
class Report:
    """Filled as the run goes on, and told at once."""

    console: Console = field(default_factory=lambda: Console(width=160))
    rows: list[Row] = field(default_factory=list)

    def note(self, what: str, result: object) -> None:
        """Something that has no right or wrong."""
        self._add(Row(what, str(result), None))

    def hold(self, what: str, good: bool, result: object) -> None:
        self._add(Row(what, str(result), good))

    @property
    def failed(self) -> list[Row]:
        return [row for row in self.rows if row.good is False]

    def table(self) -> Table:
        table = Table("what", "result", "")
        for row in self.rows:
            mark = {True: "ok", False: "FAILED", None: ""}[row.good]
            table.add_row(escape(row.what), escape(row.result), mark)
        return table

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        mark = "FAILED: " if row.good is False else ""
        self.console.print(f"{mark}{row.what}: {row.result}", markup=False, highlight=False)
