"""docs/settings.md, made from the settings classes: `python -m tests.telemetry.settings_page`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from detection_api.settings import DetectionSettings
from document_worker.settings import WorkerSettings
from image_api.settings import (
    ConsumerSettings,
    DispatcherSettings,
    ImageApiSettings,
    MigrationSettings,
    NotifierSettings,
    ProcessSettings,
    StorageSettings,
)
from recognition_api.settings import GateSettings, RecognitionSettings
from show_off.front import FrontSettings
from show_off_api.settings import ShowOffApiSettings
from showoff_common.settings import DecodingSettings, ServiceSettings

_INTRODUCTION = """\
# Settings

Each service reads its environment once, at start; an invalid value, or a place that it can't write
to, stops it there, with the variable's name. Made from the settings classes by
`python -m tests.telemetry.settings_page > docs/settings.md`; change the classes, not this page.
OpenTelemetry's own `OTEL_*` variables stand in [observability.md](observability.md), those of
docker-compose.yml in `.env.example`.
"""

_SERVICES: tuple[tuple[str, type[BaseSettings], tuple[type[BaseSettings], ...]], ...] = (
    ("Every web service", ServiceSettings, ()),
    ("Services that work on pictures: all but image-api", DecodingSettings, (ServiceSettings,)),
    ("show-off-api", ShowOffApiSettings, (DecodingSettings,)),
    ("detection-api", DetectionSettings, (DecodingSettings,)),
    ("recognition-api", RecognitionSettings, (DecodingSettings,)),
    ("recognition-api's command gate", GateSettings, ()),
    ("image-api, and its commands migrate and retain", StorageSettings, ()),
    ("image-api's command migrate", MigrationSettings, (StorageSettings,)),
    ("image-api's web service", ImageApiSettings, (ServiceSettings, StorageSettings)),
    ("image-api's commands consume, dispatch and notify", ProcessSettings, (StorageSettings,)),
    ("image-api's command consume", ConsumerSettings, (ProcessSettings,)),
    ("image-api's command dispatch", DispatcherSettings, (ProcessSettings,)),
    ("image-api's command notify", NotifierSettings, (ProcessSettings,)),
    ("document-worker", WorkerSettings, ()),
    ("The embedded platform's door", FrontSettings, (ShowOffApiSettings,)),
)


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(*service) for service in _SERVICES)])


def _section(title: str, settings: type[BaseSettings], bases: Sequence[type[BaseSettings]]) -> str:
    """What the class has beyond ``bases``; what it changes is listed again."""
    known = {row for base in bases for row in _rows(base)}
    own = [row for row in _rows(settings) if row not in known]
    head = ["| variable | default | meaning |", "| --- | --- | --- |"]
    return "\n".join([f"## {title}", "", *head, *own, ""])


def _rows(settings: type[BaseSettings]) -> list[str]:
    return [_row(name, field) for name, field in settings.model_fields.items()]


def _row(name: str, field: FieldInfo) -> str:
    prefix = ServiceSettings.model_config.get("env_prefix", "")
    meaning = (field.description or "").replace("|", "\\|")
    return f"| `{prefix}{name.upper()}` | {_default(field)} | {meaning} |"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    if field.default_factory is not None:
        return "as many as CPUs"
    default = field.default
    if isinstance(default, Path) and default.is_absolute():
        return f"`{default.name}`, as shipped"
    return "nothing" if default in (None, "", ()) else f"`{default}`"


if __name__ == "__main__":
    sys.stdout.write(page())
