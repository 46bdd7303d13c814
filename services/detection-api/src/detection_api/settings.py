"""Settings of detection-api."""

from pydantic import Field, FilePath

from detection_api.detector import MODEL
from detection_api.scaling import LONG_SIDE
from showoff_common.cpus import allowed_cpus
from showoff_common.settings import DecodingSettings


class DetectionSettings(DecodingSettings):
    """Settings of detection-api."""

    port: int = Field(default=5001, ge=0, le=65535, description="Port to listen on.")
    model: FilePath = Field(default=MODEL, description="The exported detector (ONNX).")
    inference_threads: int = Field(
        default_factory=allowed_cpus,
        ge=1,
        description="Threads of one inference; by default one a CPU.",
    )
    long_side: int = Field(
        default=LONG_SIDE,
        ge=320,
        le=4096,
        description="Pixels to which a picture's longer side is scaled before it is searched.",
    )
