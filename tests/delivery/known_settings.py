"""Which SHOWOFF_… variables each image knows, by the command it is started with."""

from pydantic_settings import BaseSettings
from tests.delivery.dockerfiles import DOCKERFILES

from detection_api.settings import DetectionSettings
from document_worker.settings import WorkerSettings
from image_api.settings import (
    ConsumerSettings,
    DispatcherSettings,
    ImageApiSettings,
    NotifierSettings,
    StorageSettings,
)
from recognition_api.settings import RecognitionSettings
from show_off_api.settings import ShowOffApiSettings

_PREFIX = "SHOWOFF_"
_SETTINGS: dict[tuple[str, str], type[BaseSettings]] = {
    ("show-off-api", ""): ShowOffApiSettings,
    ("show-off-api-go", ""): ShowOffApiSettings,
    ("detection-api", ""): DetectionSettings,
    ("recognition-api", ""): RecognitionSettings,
    ("document-worker", ""): WorkerSettings,
    ("image-api", ""): ImageApiSettings,
    ("image-api", "serve"): ImageApiSettings,
    ("image-api", "consume"): ConsumerSettings,
    ("image-api", "dispatch"): DispatcherSettings,
    ("image-api", "notify"): NotifierSettings,
    ("image-api", "migrate"): StorageSettings,
    ("image-api", "retain"): StorageSettings,
}


def known_settings(image: str, command: str = "") -> set[str]:
    """The variables of an image: of Python services by their settings, of others by its ENV.

    Raises:
        KeyError: There is no such image, or no such command in it.
    """
    if (image, command) in _SETTINGS:
        return {_PREFIX + name.upper() for name in _SETTINGS[image, command].model_fields}
    (dockerfile,) = (it for it in DOCKERFILES if it.service == image)
    if dockerfile.module:
        raise KeyError(command)
    return {name for name in dockerfile.environment if name.startswith(_PREFIX)}


def check_values(image: str, command: str, values: dict[str, str]) -> None:
    """Let the service's own settings judge the values.

    Raises:
        ValidationError: One of them is not taken.
    """
    if settings := _SETTINGS.get((image, command)):
        settings.model_validate(
            {name.removeprefix(_PREFIX).lower(): value for name, value in values.items()}
        )
