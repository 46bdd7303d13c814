"""Make the samples: `python -m samples.make`. Needs the fonts that training uses."""

from collections.abc import Callable
from pathlib import Path

from PIL import ExifTags, Image

from samples.backdrops import photographed, street, surface
from samples.canvas import Canvas, font

_FOLDER = Path(__file__).parent
_EXIF_ROTATED = 6  # stored turned to the left; to be shown turned to the right

_RECEIPT = [
    ("2 x Filter coffee", "5.60"),
    ("1 x Almond croissant", "3.20"),
    ("1 x Sparkling water", "2.50"),
    ("3 x Oat biscuit", "4.05"),
]


def receipt() -> Canvas:
    canvas = Canvas.blank(420, 560)
    face, bold = font("DejaVuSansMono.ttf", 19), font("DejaVuSansMono-Bold.ttf", 26)
    canvas.write(210, 50, "CORNER CAFE", bold, anchor="ms")
    canvas.write(210, 84, "14 Mill Lane, Bristol", face, anchor="ms")
    canvas.write(210, 110, "Tel. 0117 496 0123", face, anchor="ms")
    canvas.pen.line((30, 130, 390, 130), fill="black")
    y = 165
    for label, price in _RECEIPT:
        canvas.write(30, y, label, face)
        canvas.write(390, y, price, face, anchor="rs")
        y += 30
    canvas.pen.line((30, y - 8, 390, y - 8), fill="black")
    canvas.write(30, y + 28, "TOTAL", bold)
    canvas.write(390, y + 28, "£15.35", bold, anchor="rs")
    canvas.write(30, y + 66, "VAT 20 %", face)
    canvas.write(390, y + 66, "2.56", face, anchor="rs")
    canvas.write(210, y + 120, "21/11/2026 09:41", face, anchor="ms")
    canvas.write(210, y + 150, "Thank you, come again!", face, anchor="ms")
    return canvas


def receipt_photo() -> Canvas:
    table = surface(1, 800, 900, (96, 70, 52))
    seen = receipt().warped([[190, 60], [640, 110], [600, 830], [120, 760]], table)
    seen.picture = photographed(seen.picture, 2)
    return seen


def form() -> Canvas:
    canvas = Canvas.blank(900, 640)
    title, label = font("LiberationSans-Bold.ttf", 30), font("LiberationSans-Regular.ttf", 18)
    value = font("Courier Prime.otf", 22)
    canvas.write(40, 60, "Application for Membership", title)
    fields = [
        ("Family name", "Okonkwo", 40, 120),
        ("First name", "Adaeze", 470, 120),
        ("Date of birth", "03.07.1988", 40, 220),
        ("Telephone", "+44 20 7946 0018", 470, 220),
        ("Street and number", "27 Harbour Road", 40, 320),
        ("Post code and town", "BS1 5TY Bristol", 470, 320),
        ("E-mail", "adaeze.okonkwo@example.org", 40, 420),
    ]
    for name, entry, x, y in fields:
        canvas.pen.rectangle((x, y, x + 390, y + 66), outline="black")
        canvas.write(x + 8, y + 22, name, label, (60, 60, 60))
        canvas.write(x + 16, y + 54, entry, value, (20, 30, 110))
    canvas.pen.rectangle((42, 530, 62, 550), outline="black")
    canvas.pen.line((44, 540, 51, 548, 62, 528), fill="black", width=3)
    canvas.write(75, 548, "I accept the rules of the society.", label)
    canvas.write(40, 610, "Signature:", label)
    return canvas


def screenshot() -> Canvas:
    canvas = Canvas.blank(1000, 600, (245, 246, 248))
    face, bold = font("Inter-Regular.otf", 15), font("Inter-SemiBold.otf", 15)
    canvas.pen.rectangle((0, 0, 1000, 40), fill=(36, 41, 47))
    x = 20.0
    for item in ("File", "Edit", "View", "Help"):
        x = canvas.write(x, 26, item, face, "white") + 28
    canvas.pen.rectangle((0, 40, 200, 600), fill=(230, 233, 237))
    for row, item in enumerate(("Inbox", "Drafts", "Sent", "Archive", "Spam")):
        canvas.write(24, 80 + 38 * row, item, bold if row == 0 else face, (40, 40, 40))
    messages = [
        ("Lena Fischer", "Minutes of Tuesday's meeting", "09:12"),
        ("Billing", "Invoice 2026-1187 is due on 30 November", "08:55"),
        ("Tomás García", "Photos from the hike", "Yesterday"),
        ("Build server", "main: 412 tests passed, 0 failed", "Yesterday"),
        ("Library", "Two books are due for return", "18 Nov"),
    ]
    for row, (sender, subject, when) in enumerate(messages):
        y = 84 + 56 * row
        canvas.pen.line((200, y + 20, 1000, y + 20), fill=(215, 218, 222))
        canvas.write(230, y, sender, bold, (20, 20, 20))
        canvas.write(410, y, subject, face, (60, 60, 60))
        canvas.write(970, y, when, face, (110, 110, 110), anchor="rs")
    canvas.pen.rounded_rectangle((810, 540, 970, 580), 8, fill=(9, 105, 218))
    canvas.write(890, 565, "New message", bold, "white", anchor="ms")
    return canvas


def terminal() -> Canvas:
    canvas = Canvas.blank(860, 420, (24, 26, 31))
    face = font("Hack-Regular.ttf", 18)
    lines = [
        ("$ make up PORT=8081", (152, 195, 121)),
        ("Starting detection-api, recognition-api", (200, 204, 212)),
        ("warning: model.onnx is older than 30 days", (229, 192, 123)),
        ("show-off is ready at http://localhost:8081", (200, 204, 212)),
        ("$ show-off read --json invoice.pdf", (152, 195, 121)),
        ("error: This is PDF; send JPEG, PNG or TIFF.", (224, 108, 117)),
        ("$ echo $? && date +%Y-%m-%d", (152, 195, 121)),
        ("1", (200, 204, 212)),
        ("2026-11-21", (200, 204, 212)),
    ]
    for row, (text, colour) in enumerate(lines):
        canvas.write(24, 48 + 38 * row, text, face, colour)
    return canvas


def book_page() -> Canvas:
    canvas = Canvas(surface(3, 760, 900, (238, 230, 210), 10))
    face = font("LinLibertine_R.otf", 27)
    canvas.write(380, 80, "CHAPTER THE THIRD", font("LinLibertine_R.otf", 30), anchor="ms")
    text = [
        "The ferry left the quay a little after six, when",
        "the lamps along the harbour were still burning and",
        "the gulls had not yet found their voices. Margaret",
        "stood at the rail, her gloves in her left hand, and",
        "counted the windows of the house on the hill until",
        "the mist took them one by one.",
    ]
    y = canvas.paragraph(80, 150, text, face, 40)
    text = [
        "“You will be cold,” said a voice behind her; and",
        "she answered, without turning round, that she had",
        "been cold for eleven years and had grown used to",
        "it. The stranger laughed, though not unkindly.",
        "“Then you had better have my scarf,” he said, “for",
        "it is a long way to the island, and there is only",
        "one stove on board.”",
    ]
    canvas.paragraph(80, y + 30, text, face, 40)
    canvas.write(380, 860, "27", face, anchor="ms")
    canvas.picture = photographed(canvas.picture, 4, shade=0.15)
    return canvas


def two_columns() -> Canvas:
    canvas = Canvas.blank(900, 700)
    face = font("NimbusRoman-Regular.otf", 21)
    canvas.write(
        450, 70, "Bridge to Reopen in Spring", font("NimbusSans-Bold.otf", 44), anchor="ms"
    )
    left = [
        "After two years of repairs the old",
        "railway bridge over the river will",
        "carry walkers and cyclists again,",
        "the council said on Friday. The",
        "work cost 4.2 million, a third of",
        "it paid by donations.",
        "Engineers replaced every rivet of",
        "the eastern span, which had been",
        "closed since the flood of 2019.",
    ]
    right = [
        "“It was held together by habit,”",
        "said Ruth Adeyemi, who led the",
        "team. Her favourite find was a",
        "worker's lunch tin from 1891,",
        "walled in beneath the third pier.",
        "The tin will be shown in the town",
        "museum from 12 January. A toll",
        "is not planned, but the gates will",
        "be locked between 22:00 and 5:00.",
    ]
    canvas.paragraph(50, 150, left, face, 30)
    canvas.paragraph(480, 150, right, face, 30)
    canvas.write(
        50, 480, "Photograph: the eastern span, seen from the park on Friday morning.", face
    )
    return canvas


def street_sign() -> Canvas:
    sign = Canvas.blank(560, 170, (18, 60, 120))
    sign.pen.rounded_rectangle((6, 6, 553, 163), 14, outline="white", width=5)
    sign.write(280, 78, "Harbour Road", font("OpenSans-Bold.ttf", 58), "white", anchor="ms")
    sign.write(280, 140, "City Centre 2 km", font("OpenSans-Regular.ttf", 44), "white", anchor="ms")
    seen = sign.warped([[150, 190], [660, 150], [670, 330], [145, 345]], street(5, 900, 620))
    seen.picture = photographed(seen.picture, 6)
    return seen


def shop_front() -> Canvas:
    board = Canvas.blank(760, 200, (122, 28, 38))
    board.write(380, 110, "BAKERY", font("BebasNeue-Bold.otf", 110), (245, 215, 150), anchor="ms")
    board.write(
        380, 172, "Fresh bread since 1924", font("LobsterTwo-Regular.otf", 42), "white", anchor="ms"
    )
    seen = board.warped([[70, 130], [860, 90], [850, 280], [80, 350]], street(7, 930, 640))
    seen.picture = photographed(seen.picture, 8)
    return seen


def accents() -> Canvas:
    canvas = Canvas.blank(820, 430)
    face = font("Lato-Regular.ttf", 27)
    lines = [
        "Déjà vu à l'Hôtel Où Ça: crème brûlée 7,50 €",
        "Größe, Straße, Übermut und Ärger: 3 × 25 m²",
        "¿Dónde está el niño? ¡Mañana en la cigüeña!",
        "São Paulo não é longe; coração e pão, às 9 h",
        "Ångström på Østerbro: smørrebrød til £4.80",
        "“Naïve façade” – 98 % at 21 °C (±½ °C)…",
    ]
    canvas.paragraph(40, 70, lines, face, 62)
    return canvas


def table() -> Canvas:
    canvas = Canvas.blank(860, 480)
    face, bold = font("Roboto-Regular.ttf", 20), font("Roboto-Bold.ttf", 20)
    columns = ((40, "ls"), (470, "rs"), (610, "rs"), (800, "rs"))
    rows = [
        ("Article", "Quantity", "Price", "Amount"),
        ("Desk lamp, brushed steel", "2", "49.90", "99.80"),
        ("Office chair", "1", "219.00", "219.00"),
        ("Paper A4, 500 sheets", "12", "5.45", "65.40"),
        ("Delivery", "1", "9.90", "9.90"),
        ("Discount 10 %", "", "", "-39.41"),
        ("Total EUR", "", "", "354.69"),
    ]
    for number, row in enumerate(rows):
        y = 60 + 56 * number
        for (x, anchor), cell in zip(columns, row, strict=True):
            if cell:
                canvas.write(x, y, cell, bold if number in {0, 6} else face, anchor=anchor)
        canvas.pen.line((30, y + 18, 820, y + 18), fill=(150, 150, 150))
    return canvas


def notice() -> Canvas:
    canvas = Canvas(surface(9, 640, 820, (225, 222, 205), 14))
    bold, face = font("ClearSans-Bold.ttf", 52), font("ClearSans-Regular.ttf", 31)
    canvas.write(320, 110, "NO PARKING", bold, (170, 20, 20), anchor="ms")
    lines = [
        "Gate in use day and night",
        "Monday to Friday 7-19 h",
        "Vehicles will be removed",
        "at the owner's expense.",
        "Questions? Call 030 901820",
    ]
    for row, line in enumerate(lines):
        canvas.write(320, 220 + 78 * row, line, face, (30, 30, 30), anchor="ms")
    canvas.picture = photographed(canvas.picture, 10)
    return canvas


_SAMPLES: dict[str, Callable[[], Canvas]] = {
    "accents.png": accents,
    "book-page.jpg": book_page,
    "form.png": form,
    "receipt.png": receipt,
    "receipt-photo.jpg": receipt_photo,
    "rotated-by-exif.jpg": notice,
    "screenshot.png": screenshot,
    "shop-front.jpg": shop_front,
    "street-sign.jpg": street_sign,
    "table.png": table,
    "terminal.png": terminal,
    "two-columns.png": two_columns,
}


def main() -> None:
    images, truths = _FOLDER / "images", _FOLDER / "gt"
    for folder in (images, truths):
        folder.mkdir(exist_ok=True)
    for name, draw in _SAMPLES.items():
        canvas = draw()
        picture, exif = canvas.picture, Image.Exif()
        if name == "rotated-by-exif.jpg":
            picture = picture.transpose(Image.Transpose.ROTATE_90)
            exif[ExifTags.Base.Orientation] = _EXIF_ROTATED
        picture.save(images / name, quality=80, optimize=True, exif=exif)
        canvas.save_truth(truths, name)


if __name__ == "__main__":
    main()
