"""CSV (RFC 4180): the cells of tables as fields, every other row of text as one field.

Spreadsheets compute what begins like a formula, and a formula may send data away or run programs.
So an apostrophe, which makes it text, stands before each such field that is no plain number:
https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import io
import re
from typing import Final

from showoff_common.formats.placed import Document
from showoff_common.formats.tables import Table, blocks

# Some spreadsheets take the wide signs of East Asian text for the others.
_BEGIN_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"[+-] ?[€$£¥]? ?[0-9][0-9.,'’ \u00a0\u202f]* ?[€$£¥%]?|[+-]")


def comma_separated(document: Document) -> bytes:
    """Write a document as CSV in UTF-8, as many fields in each record; pages follow each other."""
    records: list[list[str]] = []
    for page in document.pages:
        for block in blocks(page):
            if isinstance(block, Table):
                records.extend(list(row) for row in block.rows)
            else:
                records.extend([row] for row in block.rows)
    widest = max(map(len, records), default=0)
    file = io.StringIO(newline="")
    csv.writer(file).writerows(
        [*map(_field, record), *[""] * (widest - len(record))] for record in records
    )
    return file.getvalue().encode()


def _field(text: str) -> str:
    is_formula = text.startswith(_BEGIN_FORMULAS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text
