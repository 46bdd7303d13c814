"""Settings of document-worker."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from document_worker.documents.limits import DocumentLimits


class WorkerSettings(BaseSettings):
    """Settings of document-worker."""

    model_config = SettingsConfigDict(env_prefix="SHOWOFF_", frozen=True)

    detection_url: str = Field(
        default="http://127.0.0.1:5001", description="Where detection-api listens."
    )
    recognition_url: str = Field(
        default="http://127.0.0.1:5002", description="Where recognition-api listens."
    )
    storage_url: str = Field(
        default="http://127.0.0.1:5003", description="Where image-api listens."
    )
    amqp_url: str = Field(
        default="amqp://guest:guest@127.0.0.1:5672/%2F",
        pattern="^(amqps?://.*|)$",
        description="The broker that brings tasks; empty: image-api is asked for them.",
    )
    connect_seconds: float = Field(
        default=2, gt=0, description="Longest wait for a connection to another service."
    )
    page_seconds: float = Field(
        default=60, gt=0, le=90, description="Deadline for reading one page, waiting included."
    )
    pages_at_once: int = Field(default=2, ge=1, le=64, description="Pages read at the same time.")
    work_dir: Path = Field(
        default=Path("var/documents"),
        description="Folder for documents in hand; what is left in it from before is removed.",
    )
    document_bytes: int = Field(
        default=100 * 2**20, ge=1, description="Largest document taken, in bytes."
    )
    document_pages: int = Field(
        default=1000, ge=1, le=10_000, description="Most pages that a document may have."
    )
    max_pixels: int = Field(
        default=40_000_000, ge=10_000, description="Most pixels that a page is drawn with."
    )
    document_memory: int = Field(
        default=2 * 2**30,
        ge=256 * 2**20,
        description="Bytes of address space for the process that looks into a document.",
    )
    grace_seconds: int = Field(
        default=30, ge=1, description="Time for tasks in hand to finish after SIGTERM."
    )
    host: str = Field(default="127.0.0.1", description="Address that its metrics are served on.")
    port: int = Field(default=5004, ge=0, le=65535, description="Port of its metrics; 0 has none.")
    log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Least level logged."
    )

    @property
    def limits(self) -> DocumentLimits:
        return DocumentLimits(
            max_bytes=self.document_bytes,
            max_pages=self.document_pages,
            max_pixels=self.max_pixels,
            memory=self.document_memory,
        )
