"""Settings of recognition-api."""

from typing import Literal

from pydantic import Field, FilePath
from pydantic_settings import BaseSettings, SettingsConfigDict

from recognition_api.network import MODEL
from showoff_common.cpus import allowed_cpus
from showoff_common.settings import DecodingSettings


class RecognitionSettings(DecodingSettings):
    """Settings of recognition-api."""

    port: int = Field(default=5002, ge=0, le=65535, description="Port to listen on.")
    model: FilePath = Field(default=MODEL, description="The exported recogniser (ONNX).")
    inference_threads: int = Field(
        default_factory=allowed_cpus,
        ge=1,
        description="Threads of one inference; by default one a CPU.",
    )
    max_lines: int = Field(default=1000, ge=1, description="Most lines read in one request.")


class GateSettings(BaseSettings):
    """Settings of the gate before a deployment: `python -m recognition_api gate`."""

    model_config = SettingsConfigDict(env_prefix="SHOWOFF_", frozen=True)

    model: FilePath = Field(default=MODEL, description="The exported recogniser (ONNX).")
    storage_url: str = Field(
        default="http://127.0.0.1:5003", description="Where image-api listens."
    )
    recognition_url: str = Field(
        default="http://127.0.0.1:5002",
        description="Where the recognition-api listens that is deployed.",
    )
    gate: Literal["block", "warn"] = Field(
        default="block",
        description="What the gate does about a model that is worse: keep it out, or only say so.",
    )
