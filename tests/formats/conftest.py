"""Samples, each read once and rendered in every format once."""

from collections.abc import Callable, Mapping
from functools import cache

import pytest
from tests.formats.samples import IMAGES, SAMPLES, Sample

from show_off.local import LocalReader
from showoff_common.reading import as_page


@pytest.fixture(scope="session")
def read_sample() -> Callable[[str], Sample]:
    reader = LocalReader()

    @cache
    def read(name: str) -> Sample:
        path = IMAGES / name
        image, reading = reader.read(path.read_bytes(), words=True)
        height, width, _ = image.shape
        return Sample(path, as_page(reading, width, height))

    return read


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest, read_sample: Callable[[str], Sample]) -> Sample:
    return read_sample(str(request.param))


@pytest.fixture(scope="session")
def samples(read_sample: Callable[[str], Sample]) -> Mapping[str, Sample]:
    return {name: read_sample(name) for name in SAMPLES}
