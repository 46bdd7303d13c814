"""Schemas of formats, as published."""

import re
from pathlib import Path
from typing import Final, Literal

from lxml import etree

_SCHEMAS: Final = Path(__file__).parent / "schemas"
_FILES: Final = {"alto": "alto-4-2.xsd", "page": "pagecontent-2019-07-15.xsd"}


def schema(form: Literal["alto", "page"]) -> etree.XMLSchema:
    """What a schema imports from the Library of Congress lies beside it."""
    published = (_SCHEMAS / _FILES[form]).read_text(encoding="utf-8")
    beside = re.sub(r"http://www\.loc\.gov/\S*/(?=xlink\.xsd)", f"{_SCHEMAS}/", published)
    return etree.XMLSchema(etree.fromstring(beside.encode()))
