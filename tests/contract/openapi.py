"""Write the OpenAPI document of show-off-api from its code: `python -m tests.contract.openapi`."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.conftest import ROOT

from show_off_api.app import create_app
from show_off_api.settings import ShowOffApiSettings
from showoff_common.messaging.wire import Message

DOCUMENT: Final = ROOT / "contract" / "openapi.json"


class _NoSender:
    """Nothing is kept here, so nothing is sent."""

    def send(self, messages: Sequence[Message]) -> Mapping[str, str]:
        raise NotImplementedError(messages)

    def close(self) -> None:
        pass


def document() -> dict[str, Any]:
    """As the service answers it at /openapi.json."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(ShowOffApiSettings(outbox=Path(folder) / "outbox.db"), _NoSender())
        return dict(app.test_client().get("/openapi.json").get_json())


if __name__ == "__main__":
    text = json.dumps(document(), indent=2, ensure_ascii=False)
    DOCUMENT.write_text(text + "\n", encoding="utf-8")
