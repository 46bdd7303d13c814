from pathlib import Path

import pytest
from tests.storage import Storage

from image_api.database import Database
from image_api.files import PictureFiles


@pytest.fixture
def storage(database_url: str, tmp_path: Path) -> Storage:
    return Storage(Database(database_url), PictureFiles(tmp_path / "pictures"))


@pytest.fixture
def sqlite_storage(sqlite_url: str, tmp_path: Path) -> Storage:
    return Storage(Database(sqlite_url), PictureFiles(tmp_path / "pictures"))
