"""Where a picture was taken is taken out; nothing else changes."""

import io
import struct
import zlib
from collections.abc import Callable, Sequence

import numpy as np
import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, TiffImagePlugin

from show_off_api.location import without_location
from show_off_api.model_services import Picture
from show_off_api.outbox.events import keep_reading
from show_off_api.reading import Reading
from showoff_common.messaging.messages import Message, new_image_id
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import read_header
from showoff_common.pictures.pixels import decode

pillow_heif.register_heif_opener()

PLACE = b"SECRETPLACE"
LATITUDE, LONGITUDE = b"52,31.2N", b"13,24.1E"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description tiff:Make="Maker" '
    b'exif:GPSLatitude="'
    + LATITUDE
    + b'"><exif:GPSLongitude>'
    + LONGITUDE
    + b"</exif:GPSLongitude>"
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)
Change = Callable[[Image.Image], bytes]


def exif() -> Image.Exif:
    """Of a telephone held upright, with a place."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Maker"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:21 10:00:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {1: "N", 2: (52.0, 31.0, 12.5), 3: "E", 4: (13.0, 24.0, 6.0), 27: b"ASCII\0\0\0" + PLACE}
    )
    return exif


def tags() -> TiffImagePlugin.ImageFileDirectory_v2:
    """The same, as tags of a TIFF file."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag, value in exif().items():
        tags[tag] = value
    tags[ExifTags.IFD.Exif] = exif().get_ifd(ExifTags.IFD.Exif)
    tags[ExifTags.IFD.GPSInfo] = exif().get_ifd(ExifTags.IFD.GPSInfo)
    return tags


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def png_with(*chunks: tuple[bytes, bytes]) -> Change:
    def make(picture: Image.Image) -> bytes:
        data = saved(picture, "PNG")
        added = b"".join(
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
            for kind, body in chunks
        )
        return data[:33] + added + data[33:]

    return make


def raw_profile(body: bytes) -> bytes:
    lines = "\n".join(body.hex()[i : i + 72] for i in range(0, 2 * len(body), 72))
    return f"\nexif\n{len(body):8}\n{lines}\n".encode()


def mpo(picture: Image.Image) -> bytes:
    return saved(picture, "MPO", exif=exif(), save_all=True, append_images=[picture])


def twice(picture: Image.Image) -> bytes:
    return saved(picture, "JPEG", exif=exif()) + b"\0" * 7 + saved(picture, "JPEG", exif=exif())


def motion_photo(picture: Image.Image) -> bytes:
    return saved(picture, "JPEG", exif=exif()) + b"\0\0\0\x18ftypmp42" + PLACE + LATITUDE


def xmp_text(text: bytes, *, compressed: bool) -> tuple[bytes, bytes]:
    body = zlib.compress(text) if compressed else text
    return b"iTXt", b"XML:com.adobe.xmp\0" + bytes([compressed, 0]) + b"en\0Name\0" + body


FILES: dict[str, Change] = {
    "JPEG": lambda picture: saved(picture, "JPEG", exif=exif(), xmp=XMP),
    "progressive JPEG": lambda picture: saved(
        picture, "JPEG", exif=exif(), xmp=XMP, progressive=True, comment=b"\xff\xd9\xff\xe1"
    ),
    "MPO": mpo,
    "two JPEGs in one file": twice,
    "JPEG with a video behind it": motion_photo,
    "PNG": lambda picture: saved(picture, "PNG", exif=exif()),
    "PNG with XMP": png_with(xmp_text(XMP, compressed=False)),
    "PNG with compressed XMP": png_with(xmp_text(XMP, compressed=True)),
    "PNG as ImageMagick wrote it": png_with(
        (
            b"zTXt",
            b"Raw profile type exif\0\0"
            + zlib.compress(raw_profile(b"Exif\0\0" + exif().tobytes()[6:])),
        )
    ),
    "WebP": lambda picture: saved(picture, "WEBP", exif=exif(), xmp=XMP),
    "TIFF": lambda picture: saved(picture, "TIFF", tiffinfo=tags()),
    "big-endian EXIF": lambda picture: saved(picture, "JPEG", exif=big_endian()),
    "BigTIFF": lambda picture: saved(picture, "TIFF", tiffinfo=tags(), big_tiff=True),
    "HEIC": lambda picture: saved(picture, "HEIF", exif=exif(), xmp=XMP),
}


def big_endian() -> bytes:
    exif_ = exif()
    exif_.endian = ">"
    return exif_.tobytes()


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    noise = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    return Image.fromarray(noise)


def cleaned(data: bytes) -> bytes:
    return without_location(data, read_header(data, PictureLimits()).media_type)


def places(data: bytes) -> list[bytes]:
    """All that tells the place, in the file or in what is packed within it."""
    texts = data + b"".join(
        value.encode("utf-8", "replace") if isinstance(value, str) else value
        for value in Image.open(io.BytesIO(data)).info.values()
        if isinstance(value, str | bytes)
    )
    found = [secret for secret in (PLACE, LATITUDE, LONGITUDE) if secret in texts]
    directory = Image.open(io.BytesIO(data)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    return found + [str(value).encode() for value in directory.values()]


@pytest.mark.parametrize("kind", FILES)
def test_the_place_is_gone(picture: Image.Image, kind: str) -> None:
    data = FILES[kind](picture)
    assert places(data), "there was one"

    assert places(cleaned(data)) == []


@pytest.mark.parametrize("kind", FILES)
def test_pixels_and_what_else_is_known_stay(picture: Image.Image, kind: str) -> None:
    data = FILES[kind](picture)
    before, after = (Image.open(io.BytesIO(it)) for it in (data, cleaned(data)))

    assert (decode(data, PictureLimits()) == decode(cleaned(data), PictureLimits())).all()
    for tag in (ExifTags.Base.Orientation, ExifTags.Base.Make):
        assert after.getexif().get(tag) == before.getexif().get(tag)
    taken = [it.getexif().get_ifd(ExifTags.IFD.Exif).get(36867) for it in (before, after)]
    assert taken[0] == taken[1]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "HEIF"])
def test_a_picture_without_a_place_is_kept_byte_by_byte(picture: Image.Image, kind: str) -> None:
    data = saved(picture, kind)

    assert cleaned(data) == data


def test_the_text_around_coordinates_in_xmp_stays(picture: Image.Image) -> None:
    assert b'tiff:Make="Maker"' in cleaned(saved(picture, "JPEG", xmp=XMP))


def test_xmp_of_a_gif_is_cleaned(picture: Image.Image) -> None:
    data = saved(picture, "GIF")
    data = data[:-1] + b"\x21\xff\x0bXMP DataXMP" + XMP + b"<?xpacket end='w'?>\x00;"

    assert LATITUDE not in cleaned(data)
    assert len(cleaned(data)) == len(data)


def test_a_compressed_text_that_is_a_bomb_is_left_out(picture: Image.Image) -> None:
    data = png_with(xmp_text(b" " * 20_000_000, compressed=True))(picture)

    assert b"adobe" not in without_location(data, "image/png")


@pytest.mark.parametrize("kind", FILES)
@given(st.data())
def test_no_file_breaks_it(kind: str, data: st.DataObject) -> None:
    whole = FILES[kind](Image.new("RGB", (8, 8)))
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, max(0, len(broken) - 1)), st.integers(0, 255)))
    ):
        if broken:
            broken[place] = value
    media_types = {"JPEG": "image/jpeg", "PNG": "image/png", "WebP": "image/webp"}
    (media_type,) = {name for key, name in media_types.items() if key in kind} or {"image/tiff"}

    without_location(bytes(broken), media_type)


def test_a_file_made_to_keep_it_busy_does_not() -> None:
    """Directories that name each other, of nothing but places that overlap."""
    entries = [(0x8825 if i % 2 else 0x8769, 4, 1, 8 + 12 * i) for i in range(4000)]
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    block = b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + table + b"\x08\0\0\0"

    assert len(without_location(block, "image/tiff")) == len(block)


class Kept:
    """An outbox that only remembers."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def put(self, messages: Sequence[Message]) -> None:
        self.messages += messages


def test_what_goes_into_the_outbox_has_no_place(picture: Image.Image) -> None:
    data = saved(picture, "JPEG", exif=exif(), xmp=XMP)
    outbox = Kept()

    keep_reading(
        outbox,
        new_image_id(),
        Picture(data, read_header(data, PictureLimits())),
        Reading([], "detection", "recognition"),
    )

    assert len(outbox.messages) == 2
    assert not [m for m in outbox.messages if PLACE in m.body or LATITUDE in m.body]
