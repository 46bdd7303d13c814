import io

import pytest
from PIL import Image

from show_off_api.model_services import Picture
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import read_header


@pytest.fixture
def picture() -> Picture:
    buffer = io.BytesIO()
    Image.new("RGB", (100, 60), "white").save(buffer, "PNG")
    data = buffer.getvalue()
    return Picture(data, read_header(data, PictureLimits()))
