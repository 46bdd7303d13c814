"""What jobs take."""

from typing import Final, cast

from showoff_common.messaging.events import MediaType
from showoff_common.pictures.kinds import PDF, TIFF

PAGED: Final = frozenset({PDF, TIFF})
"""What a worker has to open before its pages are known."""


def as_picture(kind: str) -> MediaType:
    """The same type, as that of a picture."""
    return cast("MediaType", kind)
