from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from document_worker.documents.limits import DocumentLimits
from document_worker.documents.opened import Document

TIGHT = DocumentLimits(memory=700 * 2**20, cpu_seconds=1, page_seconds=20)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Document]]:
    """Opens documents, and closes them in the end."""
    documents: list[Document] = []
    numbers = count()

    def open_it(data: bytes, limits: DocumentLimits = TIGHT) -> Document:
        number = next(numbers)
        folder = tmp_path / f"work-{number}"
        folder.mkdir()
        source = tmp_path / f"document-{number}"
        source.write_bytes(data)
        documents.append(Document(source, folder, limits))
        return documents[-1]

    yield open_it
    for document in documents:
        document.close()
