"""CSV (RFC 4180): the cells of tables as fields, every other row of text as one field."""

import csv
import io

from showoff_common.formats.placed import Document
from showoff_common.formats.tables import Table, blocks


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
    csv.writer(file).writerows([*record, *[""] * (widest - len(record))] for record in records)
    return file.getvalue().encode()
