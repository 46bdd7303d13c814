"""What show-off-api can be told."""

from pathlib import Path

from pydantic import Field

from showoff_bff.outbox import OutboxLimits
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
    storage_url: str = Field(
        default="http://127.0.0.1:5003", description="Where image-api listens."
    )
    amqp_url: str = Field(
        default="amqp://guest:guest@127.0.0.1:5672/%2F",
        pattern="^amqps?://",
        description="The broker that takes what is to be kept.",
    )
    outbox: Path = Field(
        default=Path("var/outbox/outbox.db"),
        description="File that keeps what was accepted until the broker has taken it.",
    )
    outbox_messages: int = Field(
        default=20_000, ge=1, description="Most messages in the outbox; then reads are refused."
    )
    outbox_bytes: int = Field(
        default=4 * 2**30, ge=1, description="Most bytes in the outbox; then reads are refused."
    )
    outbox_free_bytes: int = Field(
        default=128 * 2**20,
        ge=16 * 2**20,
        description="Bytes to leave free on the outbox's disk: emptying it takes some, too.",
    )
    drain_seconds: float = Field(
        default=10, ge=0, description="Time to empty the outbox when told to stop."
    )

    @property
    def outbox_limits(self) -> OutboxLimits:
        return OutboxLimits(self.outbox_messages, self.outbox_bytes, self.outbox_free_bytes)
