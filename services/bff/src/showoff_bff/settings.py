"""What show-off-api can be told."""

from pydantic import Field

from showoff_common.settings import ServiceSettings


class BffSettings(ServiceSettings):
    """Settings of show-off-api."""

    port: int = Field(default=5000, ge=0, le=65535, description="Port to listen on.")
    detection_url: str = Field(
        default="http://127.0.0.1:5001", description="Where detection-api listens."
    )
    recognition_url: str = Field(
        default="http://127.0.0.1:5002", description="Where recognition-api listens."
    )
    connect_seconds: float = Field(
        default=2, gt=0, description="Longest wait for a connection to a model service."
    )
    read_seconds: float = Field(
        default=30, gt=0, description="Deadline for reading one picture, waiting included."
    )
