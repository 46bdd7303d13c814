"""Pictures and files that people send, made for the tests."""

import io

import pillow_heif
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from playwright.sync_api import FilePayload

pillow_heif.register_heif_opener()

_ORIENTATION = 0x0112


def text_picture(
    words: str = "Hello, reader", size: tuple[int, int] = (900, 300), letters: int = 72
) -> Image.Image:
    """Black words on white, line by line."""
    picture = Image.new("RGB", size, "white")
    font = ImageFont.truetype("DejaVuSans.ttf", letters)
    ImageDraw.Draw(picture).multiline_text((40, 40), words, "black", font, spacing=letters // 2)
    return picture


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def file(name: str, content: bytes, kind: str = "image/png") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


def png(words: str = "Hello, reader", size: tuple[int, int] = (900, 300)) -> FilePayload:
    return file("hello.png", encoded(text_picture(words, size), "PNG"))


def fading() -> FilePayload:
    """Lines farther and farther out of focus: of some of them, nobody can be sure."""
    picture = Image.new("RGB", (900, 940), "white")
    for number in range(10):
        line = text_picture("ilI1 Quick fox", (900, 130), letters=56)
        blurred = line.filter(ImageFilter.GaussianBlur(number)).crop((0, 30, 900, 120))
        picture.paste(blurred, (0, 20 + 90 * number))
    return file("fading.png", encoded(picture, "PNG"))


def turned_by_exif(size: tuple[int, int] = (900, 300)) -> FilePayload:
    """A JPEG that lies on its side, and says so."""
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    lying = text_picture(size=size).transpose(Image.Transpose.ROTATE_90)
    return file("turned.jpg", encoded(lying, "JPEG", exif=exif, quality=95), "image/jpeg")


def heic() -> FilePayload:
    return file("telephone.heic", encoded(text_picture(), "HEIF", quality=90), "image/heic")


def tiff() -> FilePayload:
    return file("scan.tiff", encoded(text_picture(), "TIFF"), "image/tiff")


def heavy_jpeg(megabytes: int) -> FilePayload:
    """A picture with text in it, followed by so many bytes that it weighs too much."""
    content = encoded(text_picture(), "JPEG", quality=95)
    return file("heavy.jpg", content + bytes(megabytes * 1024 * 1024 - len(content)), "image/jpeg")
