"""Settings of show-off-api."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from show_off_api.access.keys import Key, read_keys
from show_off_api.outbox.store import OutboxLimits
from showoff_common.hosts import Hosts
from showoff_common.settings import GoldSettings, WorkSettings
from showoff_common.web.origins import Origins


class ShowOffApiSettings(WorkSettings, GoldSettings):
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
        pattern="^(amqps?://.*|)$",
        description="The broker that takes what is to be kept; empty: image-api takes it itself.",
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
        default=10, ge=0, description="Time to empty the outbox after SIGTERM."
    )
    keys: str = Field(
        default="",
        description="API keys: entries of `python -m show_off_api.access.make_key`, separated by "
        "spaces. Where this and SHOWOFF_KEYS_FILE are unset, anyone who reaches it may use "
        "it; where they are set but hold no key, it does not start.",
    )
    keys_file: Path | None = Field(default=None, description="File of further such entries.")
    allowed_origins: str = Field(
        default="",
        description="Sites whose pages may call from a browser, separated by spaces: "
        "https://scans.example. By default only the page that comes with the service.",
    )

    @property
    def api_keys(self) -> tuple[Key, ...]:
        return read_keys(self.keys, self.keys_file)

    @property
    def known_hosts(self) -> Hosts:
        """Any, where keys guard it: a page under a stranger's name has none."""
        guarded = self.api_keys and not self.hosts.strip()
        return Hosts(frozenset("*")) if guarded else super().known_hosts

    @property
    def origins(self) -> Origins:
        return Origins(frozenset(self.allowed_origins.split()))

    @property
    def outbox_limits(self) -> OutboxLimits:
        return OutboxLimits(self.outbox_messages, self.outbox_bytes, self.outbox_free_bytes)

    @model_validator(mode="after")
    def _understand_keys(self) -> Self:
        """Say at start what is wrong with them; where keys are asked for, none is wrong, too."""
        where = "SHOWOFF_KEYS_FILE" if self.keys_file is not None else "SHOWOFF_KEYS"
        try:
            found = self.api_keys
        except (OSError, ValueError) as error:
            raise ValueError(f"{where}: {error}") from None
        if not found and (self.keys_file is not None or self.keys.strip()):
            raise ValueError(
                f"{where}: holds no key, and without any everything would be open to everyone; "
                "make one (python -m show_off_api.access.make_key), or unset it"
            )
        return self
