"""What show-off-api takes, told to whoever wants to know before they send."""

from typing import Literal, get_args

from pydantic import BaseModel, Field

from showoff_common.contracts.jobs import MOST_BYTES
from showoff_common.messaging.events import MediaType

DocumentType = Literal["application/pdf", "image/tiff"]


class Limits(BaseModel):
    """What may be sent."""

    picture_types: list[MediaType] = Field(description="What POST /read takes.")
    picture_bytes: int = Field(description="Most bytes of such a picture.")
    document_types: list[DocumentType] = Field(
        description="What POST /jobs takes beside pictures, with several pages."
    )
    document_bytes: int = Field(description="Most bytes of all files of a job together.")
    scripts: list[Literal["latin"]] = Field(description="Letters that are read.")


def limits_of(picture_bytes: int) -> Limits:
    """What is taken where pictures may be so large."""
    return Limits(
        picture_types=list(get_args(MediaType)),
        picture_bytes=picture_bytes,
        document_types=list(get_args(DocumentType)),
        document_bytes=MOST_BYTES,
        scripts=["latin"],
    )
