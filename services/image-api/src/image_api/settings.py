"""Settings of image-api and its commands."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from showoff_common.settings import ServiceSettings


class StorageSettings(BaseSettings):
    """Where things are kept and for how long: what every command of image-api needs."""

    model_config = SettingsConfigDict(env_prefix="SHOWOFF_", frozen=True)

    database_url: str = Field(
        default="sqlite:///var/storage/show-off.db",
        pattern=r"^(sqlite|postgresql)(\+\w+)?://",
        description="Where rows are kept: an SQLAlchemy URL of Postgres or SQLite.",
    )
    files_dir: Path = Field(
        default=Path("var/storage/pictures"), description="Folder that the pictures are kept in."
    )
    retention_days: float = Field(
        default=7, gt=0, description="Days after which pictures and all about them are deleted."
    )


class MigrationSettings(StorageSettings):
    """Settings of the command that brings the tables up to date."""

    database_wait_seconds: float = Field(
        default=1200,
        ge=0,
        description="How long migrate waits for a database that is still to come.",
    )


class ImageApiSettings(ServiceSettings, StorageSettings):
    """Settings of image-api's web service."""

    port: int = Field(default=5003, ge=0, le=65535, description="Port to listen on.")
    retain_every_minutes: float = Field(
        default=0,
        ge=0,
        description="Delete what is too old this often; 0 leaves it to a scheduler outside.",
    )


class ConsumerSettings(StorageSettings):
    """Settings of the consumers of the queues."""

    amqp_url: str = Field(
        default="amqp://guest:guest@127.0.0.1:5672/%2F",
        pattern="^amqps?://",
        description="The broker.",
    )
    prefetch: int = Field(
        default=8, ge=1, le=1000, description="Messages a queue's consumer has in hand at most."
    )
    hold_seconds: float = Field(
        default=300,
        gt=0,
        description="How long a message in hand waits for database or disk before the queue is "
        "let go; it is tried on all the same.",
    )
    metrics_port: int = Field(
        default=9103, ge=0, le=65535, description="Port of the consumers' metrics; 0 has none."
    )
    log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Least level logged."
    )
