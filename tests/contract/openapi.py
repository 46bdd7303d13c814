"""Write what show-off-api has agreed on from its code: `python -m tests.contract.openapi`.

Its OpenAPI document, the page that shows it, the answers of other services that it takes, and the
file of its outbox. The Go show-off-api holds copies of them, which it is built with.
"""

import json
import tempfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final

from pydantic.json_schema import models_json_schema
from tests.conftest import ROOT

from show_off_api.app import create_app
from show_off_api.settings import ShowOffApiSettings
from showoff_common.contracts.lines import FoundLines
from showoff_common.contracts.texts import ExtractedTexts

DOCUMENT: Final = ROOT / "contract" / "openapi.json"
OUTBOX: Final = ROOT / "contract" / "outbox.sql"
IN_GO: Final = ROOT / "services" / "show-off-api-go" / "internal" / "contract"


def _answer(path: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(ShowOffApiSettings(outbox=Path(folder) / "outbox.db", amqp_url=""))
        return app.test_client().get(path).get_data()


def document() -> dict[str, Any]:
    """As the service answers it at /openapi.json."""
    return dict(json.loads(_answer("/openapi.json")))


def files() -> Mapping[Path, bytes]:
    """All that is written, and where."""
    page = _answer("/doc")
    models = [(model, "validation") for model in (FoundLines, ExtractedTexts)]
    _, upstream = models_json_schema(models)  # type: ignore[arg-type] # of a literal and a class
    whole = _encoded(document())
    schema = resources.files("show_off_api.outbox").joinpath("schema.sql").read_bytes()
    return {
        DOCUMENT: whole,
        OUTBOX: schema,
        IN_GO / "outbox.sql": schema,
        IN_GO / "openapi.json": whole,
        IN_GO / "doc.html": page,
        IN_GO / "upstream.json": _encoded(upstream),
    }


def _encoded(value: object) -> bytes:
    return f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode()


if __name__ == "__main__":
    for file, content in files().items():
        file.write_bytes(content)
