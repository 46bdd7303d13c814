import io
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from showoff_common.errors import Problem
from showoff_common.pictures.frames import _directories, count_frames
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import PictureHeader, read_header
from showoff_common.pictures.pixels import decode

LIMITS = PictureLimits()


def encode(picture: Image.Image, format: str, **options: object) -> bytes:  # noqa: A002
    buffer = io.BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()


def marked(mode: str = "RGB") -> Image.Image:
    """A white 60 x 40 picture whose top left quarter is black: every orientation differs."""
    picture = Image.new("RGB", (60, 40), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, 29, 19), fill="black")
    return picture.convert(mode)


def exif(orientation: int) -> bytes:
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags.tobytes()


def refusal(read: Callable[[bytes, PictureLimits], object], data: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        read(data, LIMITS)
    return caught.value


@pytest.mark.parametrize(
    ("format_", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
        ("GIF", "image/gif"),
        ("HEIF", "image/heic"),
    ],
)
def test_every_type_is_read(format_: str, media_type: str) -> None:
    data = encode(marked(), format_)

    assert read_header(data, LIMITS) == PictureHeader(media_type, 60, 40)
    pixels = decode(data, LIMITS)
    assert pixels.shape == (40, 60, 3)
    assert pixels.dtype == np.uint8
    assert pixels[5, 5].max() < 20
    assert pixels[35, 50].min() > 235


# Where the black quarter of `marked` shows after each EXIF orientation: (bottom, right).
CORNERS = {
    1: (False, False),
    2: (False, True),
    3: (True, True),
    4: (True, False),
    5: (False, False),
    6: (False, True),
    7: (True, True),
    8: (True, False),
}


@pytest.mark.parametrize("orientation", CORNERS)
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
def test_exif_orientation_is_applied_to_size_and_pixels(format_: str, orientation: int) -> None:
    data = encode(marked(), format_, exif=exif(orientation))

    header, pixels = read_header(data, LIMITS), decode(data, LIMITS)

    size = (40, 60) if orientation >= 5 else (60, 40)
    assert (header.width, header.height) == size
    assert pixels.shape[:2] == size[::-1]
    bottom, right = CORNERS[orientation]
    assert pixels[-3 if bottom else 3, -3 if right else 3].max() < 20
    assert pixels[3 if bottom else -3, 3 if right else -3].min() > 235


@pytest.mark.parametrize("orientation", [0, 9, 99, float("nan"), b"6", "six"])
def test_an_orientation_that_is_none_turns_nothing(
    monkeypatch: pytest.MonkeyPatch, orientation: object
) -> None:
    monkeypatch.setattr(Image.Image, "getexif", lambda _: {0x0112: orientation})

    header = read_header(encode(marked(), "JPEG"), LIMITS)

    assert (header.width, header.height) == (60, 40)


def of_mode(mode: str) -> bytes:
    """A TIFF of one of Pillow's modes."""
    if mode in {"I;16", "I", "F"}:
        samples = np.asarray(marked("L")).astype(np.uint32) * 257
        kind = {"I;16": np.uint16, "I": np.int32, "F": np.float32}[mode]
        picture = Image.fromarray(samples.astype(kind))
    else:
        picture = marked(mode) if mode != "LAB" else Image.new("LAB", (60, 40), (255, 128, 128))
    return encode(picture, "TIFF")


MODES = ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I", "F", "LAB"]


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_becomes_rgb(mode: str) -> None:
    pixels = decode(of_mode(mode), LIMITS)

    assert pixels.shape == (40, 60, 3)
    assert pixels[35, 50].min() > 235
    assert mode == "LAB" or pixels[5, 5].max() < 20


def in_colours(format_: str) -> bytes:
    hue = np.arange(60, dtype=np.uint8) * 4
    colours = np.stack(np.broadcast_arrays(hue, 128, 255 - hue), -1)[None].repeat(40, 0)
    return encode(Image.fromarray(colours.astype(np.uint8)), format_, exif=exif(6))


@pytest.mark.parametrize(
    "data",
    [*map(of_mode, MODES), *map(in_colours, ["JPEG", "PNG", "WEBP", "HEIF"])],
    ids=[*MODES, "JPEG", "PNG", "WEBP", "HEIF"],
)
def test_grey_is_the_luma_of_the_colours(data: bytes) -> None:
    grey = decode(data, LIMITS, "L")

    luma = decode(data, LIMITS) @ np.array([0.299, 0.587, 0.114])
    np.testing.assert_allclose(grey, luma, atol=2)


def test_sixteen_bit_png_keeps_its_greys() -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).reshape(1, -1).repeat(8, axis=0)

    pixels = decode(encode(Image.fromarray(ramp), "PNG"), LIMITS)

    np.testing.assert_allclose(pixels[0, :, 0], np.arange(256), atol=1)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_lies_on_white(mode: str) -> None:
    clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    clear.putpixel((0, 0), (0, 0, 0, 255))

    pixels = decode(encode(clear.convert(mode), "PNG"), LIMITS)

    assert pixels[4, 4].tolist() == [255, 255, 255]
    assert pixels[0, 0].tolist() == [0, 0, 0]


def test_light_ink_on_nothing_lies_on_black() -> None:
    clear = Image.new("RGBA", (40, 20), (255, 255, 255, 0))
    clear.paste((250, 250, 250, 255), (10, 5, 20, 10))
    pixels = decode(encode(clear, "PNG"), LIMITS)
    assert pixels[0, 0].tolist() == [0, 0, 0]
    assert pixels[7, 15].tolist() == [250, 250, 250]


def test_a_light_page_with_clear_corners_lies_on_white() -> None:
    page = Image.new("RGBA", (40, 20), (255, 255, 255, 255))
    page.paste((255, 255, 255, 0), (0, 0, 3, 3))
    assert decode(encode(page, "PNG"), LIMITS).min() == 255


def test_transparent_palette_entry_lies_on_white() -> None:
    picture = Image.new("P", (8, 8), 1)
    picture.putpalette([0, 0, 0, 10, 10, 10])
    picture.putpixel((0, 0), 0)

    pixels = decode(encode(picture, "PNG", transparency=1), LIMITS)

    assert pixels[4, 4].tolist() == [255, 255, 255]
    assert pixels[0, 0].tolist() == [0, 0, 0]


def test_first_frame_of_an_animation_is_read() -> None:
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])

    assert decode(data, LIMITS)[0, 0].tolist() == [255, 0, 0]


def test_one_pixel_is_a_picture() -> None:
    assert decode(encode(Image.new("RGB", (1, 1)), "PNG"), LIMITS).shape == (1, 1, 3)


@pytest.mark.parametrize("data", [b"", b"just text", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused_with_400(data: bytes) -> None:
    assert refusal(read_header, data).status == 400
    assert refusal(decode, data).status == 400


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "HEIF"])
def test_truncated_picture_is_refused_with_400(format_: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    data = encode(Image.fromarray(noise), format_)

    assert refusal(decode, data[: len(data) * 6 // 10]).status == 400


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"  <?xml version='1.0'?><svg/>",
        b"\0\0\0\x20ftypavif",
    ],
)
def test_other_picture_types_are_refused_with_415(data: bytes) -> None:
    assert refusal(read_header, data).status == 415


def test_too_many_pixels_are_refused_from_the_header_alone() -> None:
    data = bytearray(encode(Image.new("1", (1, 1)), "PNG"))
    data[16:24] = struct.pack(">II", 50_000, 50_000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    bomb = bytes(data)

    assert refusal(read_header, bomb).status == 413
    assert refusal(decode, bomb).status == 413


def test_limits_hold_to_the_pixel_and_to_the_byte() -> None:
    data = encode(Image.new("RGB", (10, 10)), "PNG")
    fits = PictureLimits(max_bytes=len(data), max_pixels=100)

    assert read_header(data, fits).width == 10
    for limits in (
        PictureLimits(max_bytes=len(data) - 1, max_pixels=100),
        PictureLimits(max_bytes=len(data), max_pixels=99),
    ):
        with pytest.raises(Problem) as caught:
            read_header(data, limits)
        assert caught.value.status == 413


SEEDS = [encode(marked(), format_) for format_ in ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "HEIF")]


@given(seed=st.sampled_from(SEEDS), data=st.data())
def test_damaged_pictures_are_read_or_refused_but_never_crash(
    seed: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))

    try:
        pixels = decode(bytes(damaged), PictureLimits(max_pixels=1_000_000))
    except Problem as problem:
        status = problem.status
    else:
        status = 200 if pixels.ndim == 3 else 500

    assert status in {200, 400, 413, 415}


def several(format_: str, count: int) -> bytes:
    first, *others = [Image.new("L", (30, 20), 20 * number) for number in range(count)]
    return encode(first, format_, save_all=True, append_images=others)


@pytest.mark.parametrize("format_", ["TIFF", "GIF", "WEBP", "HEIF"])
def test_the_pictures_in_a_file_are_counted_and_each_can_be_decoded(format_: str) -> None:
    data = several(format_, 3)

    assert read_header(data, LIMITS).pages == 3
    shades = [int(decode(data, LIMITS, "L", page).mean()) for page in range(3)]
    assert shades == pytest.approx([0, 20, 40], abs=2)
    with pytest.raises(Problem, match="broken"):
        decode(data, LIMITS, page=3)


def test_a_file_of_one_picture_has_one_page() -> None:
    for format_ in ("JPEG", "PNG", "BMP", "TIFF", "GIF", "WEBP", "HEIF"):
        assert read_header(encode(marked(), format_), LIMITS).pages == 1


def test_a_chain_of_directories_that_bites_its_tail_ends() -> None:
    data = bytearray(several("TIFF", 2))
    (first,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, first)
    second = struct.unpack_from("<I", data, first + 2 + 12 * entries)[0]
    (entries,) = struct.unpack_from("<H", data, second)
    struct.pack_into("<I", data, second + 2 + 12 * entries, first)

    assert read_header(bytes(data), LIMITS).pages == 2


def test_no_more_pictures_are_counted_than_any_document_has() -> None:
    directory = struct.pack("<HHHII", 1, 256, 3, 1, 1)
    chain = [
        directory + struct.pack("<I", 8 + (number + 1) * (len(directory) + 4))
        for number in range(5000)
    ]
    data = b"II*\0" + struct.pack("<I", 8) + b"".join(chain)

    assert sum(1 for _ in _directories(data)) == 5000
    assert count_frames(Image.open(io.BytesIO(several("TIFF", 1))), data) == 1000


def test_a_page_that_is_larger_than_the_first_is_judged_by_its_own_size() -> None:
    small, large = Image.new("L", (30, 20)), Image.new("L", (300, 200))
    data = encode(small, "TIFF", save_all=True, append_images=[large])

    with pytest.raises(Problem) as caught:
        decode(data, PictureLimits(max_pixels=1000), page=1)
    assert caught.value.status == 413
