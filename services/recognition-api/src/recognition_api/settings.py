"""Settings of recognition-api."""

from pathlib import Path

from pydantic import Field

from recognition_api.network import MODEL
from showoff_common.cpus import allowed_cpus
from showoff_common.settings import DecodingSettings


class RecognitionSettings(DecodingSettings):
    """Settings of recognition-api."""

    port: int = Field(default=5002, ge=0, le=65535, description="Port to listen on.")
    model: Path = Field(default=MODEL, description="The exported recogniser (ONNX).")
    inference_threads: int = Field(
        default_factory=allowed_cpus,
        ge=1,
        description="Threads of one inference; by default one a CPU.",
    )
    max_lines: int = Field(default=1000, ge=1, description="Most lines read in one request.")
