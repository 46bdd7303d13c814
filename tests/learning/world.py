"""The platform with what learns from corrections: real services, on either database."""

import io
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from sqlalchemy import make_url
from tests.servers.platform import Service, python_process, python_service
from tests.servers.processes import wait_until
from tests.storage import Storage

from image_api.database import Database
from image_api.files import PictureFiles
from image_api.gold.said import share_of
from recognition_api.measuring.gold_set import GoldLine
from showoff_common.messaging.events import (
    CorrectedLine,
    Line,
    PictureRead,
    PictureTaken,
    TextCorrected,
    new_image_id,
    now,
)

_LINES = 3  # in each picture


@dataclass
class World:
    """show-off-api, image-api and what stands behind them.

    Attributes:
        bff: Its address.
        images: That of image-api.
        recognition: That of the recognition-api that is deployed.
    """

    bff: str
    images: str
    recognition: str
    database_url: str
    files: Path

    def correct_many(self, lines: list[GoldLine]) -> list[str]:
        """Keep pictures of three lines each, all corrected, all of the share that measures."""
        storage = Storage(Database(self.database_url), PictureFiles(self.files))
        ids = []
        for start in range(0, len(lines) - _LINES + 1, _LINES):
            while share_of(image_id := new_image_id()) != "measure":
                pass
            storage.keep(*_corrected_picture(image_id, lines[start : start + _LINES]))
            ids.append(image_id)
        storage.database.engine.dispose()
        return ids

    def everything_kept(self) -> bytes:
        """The database as whoever backs it up has it, and all files."""
        files = [path.read_bytes() for path in self.files.rglob("*") if path.is_file()]
        return b"\n".join([_dump(self.database_url), *files])


def _dump(url: str) -> bytes:
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        file = Path(target.database or "")
        return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    plain = target.set(drivername="postgresql").render_as_string(hide_password=False)
    return subprocess.run(["pg_dump", plain], capture_output=True, check=True).stdout


def _corrected_picture(
    image_id: str, lines: list[GoldLine]
) -> tuple[PictureTaken, PictureRead, TextCorrected]:
    pixels = [line.pixels() for line in lines]
    width, height = max(it.shape[1] for it in pixels), sum(it.shape[0] + 32 for it in pixels)
    page = np.full((height, width, 3), 255, np.uint8)
    read, top = [], 16
    for number, (line, own) in enumerate(zip(lines, pixels, strict=True)):
        page[top : top + own.shape[0], : own.shape[1]] = own
        first, second, third, fourth = ((x, y + top) for x, y in line.quad)
        size = {"start_x": 0, "start_y": top, "width": own.shape[1], "height": own.shape[0]}
        told = {"ord_num": number, "text": "?", "points": (first, second, third, fourth), **size}
        read.append(Line.model_validate(told))
        top += own.shape[0] + 32
    common = {"image_id": image_id, "created": now()}
    size = {"width": width, "height": height}
    said = tuple(CorrectedLine(ord_num=number, text=line.text) for number, line in enumerate(lines))
    return (
        PictureTaken.model_validate(
            {**common, "data": encoded(page), "media_type": "image/png", **size}
        ),
        PictureRead.model_validate({**common, "lines": read, "recognition_model": "old"}),
        TextCorrected.model_validate({**common, "text": "all", "lines": said, "keep": True}),
    )


def encoded(page: NDArray[np.uint8]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(page).save(file, "PNG")
    return file.getvalue()


@contextmanager
def running_models(folder: Path) -> Iterator[tuple[Service, Service]]:
    """detection-api and recognition-api, as they are deployed."""
    services = [python_service(folder, "-m", name) for name in ("detection_api", "recognition_api")]
    try:
        for service in services:
            service.process.start()
        for service in services:
            service_is_up(service)
        yield services[0], services[1]
    finally:
        for service in services:
            service.kill()


@contextmanager
def running_world(
    folder: Path, database_url: str, broker_url: str, models: tuple[Service, Service]
) -> Iterator[World]:
    """The rest; without a broker show-off-api hands over to image-api itself."""
    storage = {"database_url": database_url, "files_dir": folder / "pictures"}
    images = python_service(folder, "-m", "image_api", **storage)
    detection, recognition = models
    bff = python_service(
        folder,
        "-m",
        "show_off_api",
        detection_url=detection.url,
        recognition_url=recognition.url,
        storage_url=images.url,
        amqp_url=broker_url,
        outbox=folder / "outbox.db",
    )
    with ExitStack() as stack:
        for service in (images, bff):
            stack.callback(service.kill)
            service.process.start()
        if broker_url:
            consumers = python_process(
                folder, "-m", "image_api", "consume", amqp_url=broker_url, metrics_port=0, **storage
            )
            consumers.start()
            stack.callback(consumers.kill)
        for service in (images, bff):
            service_is_up(service)
        yield World(bff.url, images.url, recognition.url, database_url, folder / "pictures")


def service_is_up(service: Service) -> None:
    wait_until(service._is_alive)
