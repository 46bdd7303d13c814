import io

import pytest
from PIL import Image


@pytest.fixture
def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (100, 60), "white").save(buffer, "PNG")
    return buffer.getvalue()
