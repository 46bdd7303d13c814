"""Documents for the tests: plain ones, odd ones and mean ones."""

import io
import struct
import zlib
from collections.abc import Callable, Sequence
from decimal import Decimal

import img2pdf
import pikepdf
from fpdf import FPDF
from fpdf.enums import TextMode
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw, ImageFont
from PIL.TiffImagePlugin import TiffImageFile

from document_worker.documents.opened import Document

Opener = Callable[..., Document]
"""Opens a document; the tests' fixture `opened`."""

LETTER = ("Dear Ms Miller,", "thank you for the two parcels.", "They arrived on Monday.")
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def sheet(lines: Sequence[str] = LETTER, dpi: int = 150) -> Image.Image:
    """A page of A5 with printed lines, as a scanner sees it."""
    picture = Image.new("L", (round(5.83 * dpi), round(8.27 * dpi)), 250)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(_FONT, 12 * dpi // 72)
    for number, line in enumerate(lines):
        pen.text((dpi // 2, dpi * (2 + number) // 2), line, fill=20, font=font)
    return picture


def noisy(picture: Image.Image) -> Image.Image:
    """The same with a scanner's noise, which makes its file a large one."""
    return Image.blend(picture, Image.effect_noise(picture.size, 60), 0.1)


def encoded(picture: Image.Image, format_: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, format_, **options)
    return out.getvalue()


def scan(pages: Sequence[Sequence[str]] = (LETTER,), dpi: int = 150) -> bytes:
    pictures = [encoded(sheet(lines, dpi), dpi=(dpi, dpi)) for lines in pages]
    return bytes(img2pdf.convert(pictures))


def paper() -> FPDF:
    pdf = FPDF(unit="pt", format=(420, 595))
    pdf.add_font("print", fname=_FONT)
    pdf.set_font("print", size=12)
    return pdf


def written(pages: Sequence[Sequence[str]] = (LETTER,)) -> bytes:
    """Born digital."""
    pdf = paper()
    for lines in pages:
        pdf.add_page()
        _type(pdf, lines)
    return bytes(pdf.output())


def scan_with_text(
    lines: Sequence[str], *, invisible: bool, printed: Sequence[str] = LETTER
) -> bytes:
    """A scan, and text over it: an earlier OCR's, or what was typed into it."""
    pdf = paper()
    pdf.add_page()
    pdf.image(sheet(printed), 0, 0, 420, 595)
    pdf.text_mode = TextMode.INVISIBLE if invisible else TextMode.FILL
    _type(pdf, lines, top=500)
    return bytes(pdf.output())


def _type(pdf: FPDF, lines: Sequence[str], top: int = 72) -> None:
    for number, line in enumerate(lines):
        pdf.text(36, top + 12 + 36 * number, line)


def changed(data: bytes, change: object, **saving: object) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)  # type: ignore[operator] # a function of a Pdf
        out = io.BytesIO()
        pdf.save(out, **saving)  # type: ignore[arg-type] # any option
        return out.getvalue()


def nothing(_: Pdf) -> None:
    pass


def locked(data: bytes, user: str = "secret") -> bytes:
    return changed(data, nothing, encryption=pikepdf.Encryption(user=user, owner="owner"))


def without_table(data: bytes) -> bytes:
    """Its table of objects is gone; all else is there."""
    return data[: data.rindex(b"startxref")]


def empty() -> bytes:
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


def many(pages: int) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.pages.extend([pdf.pages[0]] * (pages - 1))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def xfa() -> bytes:
    def add(pdf: Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(pdf, b"<xdp/>"))

    return changed(written(), add)


def signed() -> bytes:
    def add(pdf: Pdf) -> None:
        signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=b"\0" * 16)
        field = Dictionary(FT=Name.Sig, T="Signature", V=pdf.make_indirect(signature))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]), SigFlags=3)

    return changed(scan(), add)


def active() -> bytes:
    """It would run a script, start a program, send itself and hand out a file within it."""

    def add(pdf: Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS="app.alert('hello')")
        inner = Stream(pdf, b"MZ")
        pdf.Root.OpenAction = script
        pdf.Root.AA = Dictionary(WC=script)
        pdf.Root.Names = Dictionary(
            JavaScript=Dictionary(Names=Array(["run", script])),
            EmbeddedFiles=Dictionary(
                Names=Array(["a.exe", Dictionary(Type=Name.Filespec, EF=Dictionary(F=inner))])
            ),
        )
        page = pdf.pages[0]
        page.AA = Dictionary(O=script)
        rectangle = Array([0, 0, 100, 100])
        page.Annots = Array(
            [
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=rectangle,
                    A=Dictionary(S=Name.Launch, F="calc.exe"),
                ),
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=rectangle,
                    A=Dictionary(S=Name.URI, URI="https://show-off.example", Next=script),
                ),
                Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rectangle),
            ]
        )
        pdf.Root.AcroForm = Dictionary(
            Fields=Array(
                [Dictionary(FT=Name.Btn, T="b", A=Dictionary(S=Name.SubmitForm, F="http://x"))]
            )
        )
        launch = Dictionary(S=Name.Launch, F="calc.exe")
        below = pdf.make_indirect(Dictionary(Title="below", A=launch))
        below.Next = below
        chapter = Dictionary(Title="chapter", A=script, First=below, Last=below)
        pdf.Root.Outlines = Dictionary(First=chapter, Last=chapter)

    return changed(scan(), add)


def with_media_box(*box: float) -> bytes:
    def set_it(pdf: Pdf) -> None:
        pdf.pages[0].MediaBox = Array([Decimal(side) for side in box])

    return changed(written([LETTER, ["the second page"]]), set_it)


def with_picture(first_page: dict[str, object], data: bytes) -> bytes:
    """A page that is one picture of this kind, and a sound page after it."""

    def add(pdf: Pdf) -> None:
        picture = Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, **first_page)
        page = pdf.pages[0]
        page.Contents = Stream(pdf, b"q 420 0 0 595 0 0 cm /Im Do Q")
        page.Resources = Dictionary(XObject=Dictionary(Im=picture))

    return changed(scan([LETTER, ["the second page"]]), add)


def flate_bomb() -> bytes:
    """A picture of 3.6 thousand million bytes, as some megabytes of zeros."""
    packer = zlib.compressobj(9)
    part = packer.compress(b"\0" * 2**24) + packer.flush(zlib.Z_FULL_FLUSH)
    again = zlib.compressobj(9, wbits=-15)
    further = again.compress(b"\0" * 2**24) + again.flush(zlib.Z_FULL_FLUSH)
    data = part + 214 * further
    kind = {
        "Width": 60_000,
        "Height": 20_000,
        "BitsPerComponent": 8,
        "ColorSpace": Name.DeviceRGB,
        "Filter": Name.FlateDecode,
    }
    return with_picture(kind, data)


def jbig2_bomb() -> bytes:
    """A picture that says, in 30 bytes, to be as large as can be said."""
    side = 0xFFFF
    page = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", side, side, 0, 0, 0, 0)
    kind = {
        "Width": side,
        "Height": side,
        "BitsPerComponent": 1,
        "ColorSpace": Name.DeviceGray,
        "Filter": Name.JBIG2Decode,
    }
    return with_picture(kind, page)


def form_cycle() -> bytes:
    """Two forms, each of which draws the other, many times over."""

    def add(pdf: Pdf) -> None:
        def form() -> Stream:
            kind = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 420, 595])}
            return pdf.make_indirect(Stream(pdf, b"/Other Do " * 50, **kind))

        one, other = form(), form()
        one.Resources = Dictionary(XObject=Dictionary(Other=other))
        other.Resources = Dictionary(XObject=Dictionary(Other=one))
        page = pdf.pages[0]
        page.Contents = Stream(pdf, b"/Other Do")
        page.Resources = Dictionary(XObject=Dictionary(Other=one))

    return changed(scan([LETTER, ["the second page"]]), add)


def form_avalanche() -> bytes:
    """A form that draws another fifty times, which draws another fifty times, and so on."""

    def add(pdf: Pdf) -> None:
        inner: Stream | None = None
        for _ in range(8):
            kind = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 420, 595])}
            draws = b"/Inner Do " * 50 if inner is not None else b"0 0 400 500 re f "
            form = Stream(pdf, draws, **kind)
            if inner is not None:
                form.Resources = Dictionary(XObject=Dictionary(Inner=inner))
            inner = pdf.make_indirect(form)
        page = pdf.pages[0]
        page.Contents = Stream(pdf, b"/Inner Do")
        page.Resources = Dictionary(XObject=Dictionary(Inner=inner))

    return changed(scan([LETTER, ["the second page"]]), add)


def joined(documents: Sequence[bytes]) -> bytes:
    """All pages of some PDFs, one after the other."""
    whole = pikepdf.new()
    parts = [pikepdf.open(io.BytesIO(data)) for data in documents]
    for part in parts:
        whole.pages.extend(part.pages)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def without_a_font() -> bytes:
    """It leaves its font to whoever shows it, which PDF/A forbids."""

    def leave(pdf: Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=font))
        pdf.pages[0].Contents = Stream(pdf, b"BT /F 12 Tf 50 500 Td (No font inside) Tj ET")

    return changed(written(), leave)


def torn_first_page(tiff: bytes) -> bytes:
    """The pixels of a TIFF's first page overwritten, its tables left as they are."""
    with TiffImageFile(io.BytesIO(tiff)) as picture:
        start, size = int(picture.tag_v2[273][0]), int(picture.tag_v2[279][0])
    return tiff[:start] + b"\xff" * size + tiff[start + size :]
