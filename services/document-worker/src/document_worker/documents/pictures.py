"""A file of pictures as a document: each a page."""

from pathlib import Path

import img2pdf
from PIL import Image

from document_worker.documents import problems
from document_worker.documents.content import Facts, PageWish, Sheet
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.raster import WRITTEN_DPI
from document_worker.documents.saving import save
from showoff_common.pictures.frames import count_frames
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import open_picture
from showoff_common.pictures.pixels import decode

_SANE_DPI = (72, 1200)


class PicturePages:
    """The pictures of a file, one after the other in memory.

    Args:
        data: The file.
        folder: Where pages go.
        limits: Of pages.
    """

    def __init__(self, data: bytes, folder: Path, limits: DocumentLimits) -> None:
        self._data = data
        self._folder = folder
        self._limits = PictureLimits(limits.max_bytes, limits.max_pixels)
        self._most = limits.max_pages
        self._most_bytes = limits.picture_bytes

    def facts(self) -> Facts:
        """How many there are.

        Raises:
            Problem: It is no picture that can be read, or holds too many.
        """
        picture, _ = open_picture(self._data, self._limits)
        pages = count_frames(picture, self._data, self._most + 1)
        if pages > self._most:
            raise problems.too_many_pages(self._most)
        return Facts(pages=pages)

    def sheet(self, wish: PageWish) -> Sheet:
        """Prepare a page, decoded and written anew, without loss where that is not too large.

        Raises:
            Problem: It is broken, or too large.
        """
        pixels = decode(self._data, self._limits, "RGB", wish.number - 1)
        height, width = pixels.shape[:2]
        picture = Image.fromarray(pixels)
        picture = picture.convert("L") if _is_grey(picture) else picture
        name = save(picture, self._folder, wish.number, self._most_bytes, lossless=True)
        dpi = self._dpi(wish.number - 1)
        return Sheet(
            number=wish.number, width=width, height=height, dpi=dpi, kind="scanned", picture=name
        )

    def _dpi(self, page: int) -> float:
        picture, _ = open_picture(self._data, self._limits)
        if page:
            picture.seek(page)
        low, high = _SANE_DPI
        told = picture.info.get("dpi", (0, 0))[0]
        return float(told) if low <= float(told) <= high else WRITTEN_DPI

    def as_pdf(self, target: Path) -> None:
        """Write all pages as a PDF: compressed as they are where that can be, else without loss.

        Raises:
            Problem: 422, they cannot.
        """
        layout = img2pdf.get_layout_fun(None) if self._has_dpi() else _by_pixels
        try:
            with target.open("wb") as out:
                img2pdf.convert(
                    self._data,
                    outputstream=out,
                    layout_fun=layout,
                    rotation=img2pdf.Rotation.ifvalid,
                )
        except (img2pdf.AlphaChannelError, img2pdf.ImageOpenError, ValueError, TypeError) as error:
            self._redrawn(target, layout, error)

    def _redrawn(self, target: Path, layout: object, _why: Exception) -> None:
        """The same, each page drawn as it is displayed: for what img2pdf does not take."""
        pages: list[Path] = []
        try:
            for number in range(1, self.facts().pages + 1):
                sheet = self.sheet(PageWish(number=number))
                pages.append(self._folder / (sheet.picture or ""))
            with target.open("wb") as out:
                img2pdf.convert([*map(str, pages)], outputstream=out, layout_fun=layout)
        except (img2pdf.ImageOpenError, ValueError, TypeError) as error:
            raise problems.page_failed(f"{error}") from None
        finally:
            for page in pages:
                page.unlink(missing_ok=True)

    def _has_dpi(self) -> bool:
        return self._dpi(0) != WRITTEN_DPI


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return red.tobytes() == green.tobytes() == blue.tobytes()


def _by_pixels(width: int, height: int, _dpi: object) -> tuple[float, ...]:
    """A page as large as the picture is at the resolution that print is read at."""
    sides = [72 * side / WRITTEN_DPI for side in (width, height)]
    return (*sides, *sides)
