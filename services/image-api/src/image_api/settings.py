"""Settings of image-api and its commands."""

from pathlib import Path
from typing import Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from image_api.jobs.webhooks.addresses import Rules
from image_api.jobs.webhooks.signing import Secrets, read_secrets
from showoff_common.settings import GoldSettings, ServiceSettings


class StorageSettings(GoldSettings):
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

    @field_validator("database_url")
    @classmethod
    def _is_url(cls, url: str) -> str:
        try:
            make_url(url)
        except (ArgumentError, ValueError):
            raise ValueError("is no SQLAlchemy URL") from None  # without it: it holds a password
        return url


class WebhookSettings(BaseSettings):
    """Who is told of finished jobs, and how it is signed."""

    model_config = SettingsConfigDict(env_prefix="SHOWOFF_", frozen=True)

    webhook_secrets: str = Field(
        default="",
        description="Secrets that sign webhooks, separated by spaces: the key's name (or * for "
        "all), a colon, whsec_ and the base64 of 24 to 64 bytes. Without an entry of theirs, "
        "nobody's jobs can have a webhook.",
    )
    webhook_secrets_file: Path | None = Field(
        default=None, description="File of further such entries."
    )
    webhook_http: bool = Field(
        default=False, description="Whether webhooks may go to http:// addresses, too."
    )
    webhook_inside: bool = Field(
        default=False,
        description="Whether webhooks may go to private addresses, too: where all is one network.",
    )

    @property
    def signing_secrets(self) -> Secrets:
        return read_secrets(self.webhook_secrets, self.webhook_secrets_file)

    @property
    def webhook_rules(self) -> Rules:
        return Rules(self.webhook_http, self.webhook_inside)

    @model_validator(mode="after")
    def _read_secrets(self) -> Self:
        """Say at start what is wrong with them."""
        try:
            _ = self.signing_secrets
        except (OSError, ValueError) as error:
            file = "_FILE" if self.webhook_secrets_file is not None else ""
            raise ValueError(f"SHOWOFF_WEBHOOK_SECRETS{file}: {error}") from None
        return self


class DispatchSettings(BaseSettings):
    """How tasks of jobs are handed out."""

    model_config = SettingsConfigDict(env_prefix="SHOWOFF_", frozen=True)

    dispatch_window: int = Field(
        default=8,
        ge=1,
        le=1000,
        description="Pages queued at the same time, at least; with many workers, twice as many as "
        "they have in hand. Fewer are fairer, more keep workers busy over a slow network.",
    )


class MigrationSettings(StorageSettings):
    """Settings of the command that brings the tables up to date."""

    database_wait_seconds: float = Field(
        default=1200,
        ge=0,
        description="How long migrate waits for a database that is still to come.",
    )


class ImageApiSettings(ServiceSettings, StorageSettings, WebhookSettings, DispatchSettings):
    """Settings of image-api's web service."""

    port: int = Field(default=5003, ge=0, le=65535, description="Port to listen on.")
    retain_every_minutes: float = Field(
        default=0,
        ge=0,
        description="Delete what is too old this often; 0 leaves it to a scheduler outside.",
    )
    send_webhooks: bool = Field(
        default=False,
        description="Send webhooks from this process; else its command notify does, elsewhere.",
    )
    jobs_open: int = Field(
        default=100, ge=1, description="Most unfinished jobs of one key; then 429."
    )
    pages_waiting: int = Field(
        default=20_000, ge=1, description="Most pages of one key that wait; then 429."
    )
    job_listeners: int = Field(
        default=8,
        ge=1,
        description="Requests that listen to a job's events at the same time, and as many that "
        "wait for its change; each holds a thread.",
    )


class ProcessSettings(StorageSettings):
    """Settings of the processes that serve nobody: consumers, dispatcher, notifier."""

    metrics_port: int = Field(
        default=9103, ge=0, le=65535, description="Port of the process's metrics; 0 has none."
    )
    log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Least level logged."
    )


class BrokerSettings(ProcessSettings):
    """Settings of those of them that need the broker."""

    amqp_url: str = Field(
        default="amqp://guest:guest@127.0.0.1:5672/%2F",
        pattern="^amqps?://",
        description="The broker.",
    )


class ConsumerSettings(BrokerSettings):
    """Settings of the consumers of the queues."""

    prefetch: int = Field(
        default=8, ge=1, le=1000, description="Messages a queue's consumer has in hand at most."
    )
    hold_seconds: float = Field(
        default=300,
        gt=0,
        description="How long a message in hand waits for database or disk before the queue is "
        "let go; it is tried on all the same.",
    )


class DispatcherSettings(BrokerSettings, DispatchSettings):
    """Settings of the dispatcher of jobs' tasks."""


class NotifierSettings(ProcessSettings, WebhookSettings):
    """Settings of the notifier, which sends webhooks."""
