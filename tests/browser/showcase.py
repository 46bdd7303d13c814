"""The pictures in the README and those to try on the page: `python -m tests.browser.showcase`.

Starts the platform, reads a receipt in its page, light and dark, and leaves what is seen then in
`docs/images`. Small versions of four samples are left beside the page.
"""

import io
import tempfile
from pathlib import Path
from typing import Final, Literal, get_args

from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from tests.browser import chromium
from tests.browser.states import settle
from tests.browser.the_page import ThePage, payload
from tests.servers.show_off import ShowOff

from show_off.pages import DOCUMENTATION, PAGE, ROOT, build

Theme = Literal["light", "dark"]

SAMPLES: Final = ROOT / "samples" / "images"
IMAGES: Final = ROOT / "docs" / "images"
TO_TRY: Final = {
    "receipt": "receipt.png",
    "letter": "book-page.jpg",
    "sign": "street-sign.jpg",
    "columns": "two-columns.png",
}
"""What the page calls them (services/show-off-ui/src/intake/samples.ts), and which they are."""

_THUMBNAIL: Final = (144, 144)  # twice as many pixels as it is shown in, for fine screens
_PAINTED_MS: Final = 1_000  # a decoded picture is not yet a painted one
_COLOURS: Final = 192  # enough for a page, and a third of the bytes


def show(browser: Browser, address: str, theme: Theme, folder: Path) -> Path:
    """A picture of the page with a receipt that it has just read."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800},
        color_scheme=theme,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = ThePage(context.new_page(), address)
    page.open()
    page.drop(payload(SAMPLES / "receipt.png"))
    page.wait_for_text()
    settle(page.tab)
    page.tab.get_by_role("img", name="receipt.png").evaluate("(image) => image.decode()")
    page.tab.wait_for_timeout(_PAINTED_MS)
    page.wait_until_still()
    seen = Image.open(io.BytesIO(page.tab.screenshot()))
    context.close()
    path = folder / f"page-{theme}.png"
    seen.convert("RGB").quantize(_COLOURS).save(path, optimize=True)
    return path


def make_samples(folder: Path) -> None:
    """Four samples as the page offers them, and their thumbnails."""
    folder.mkdir(exist_ok=True)
    for name, file in TO_TRY.items():
        with Image.open(SAMPLES / file) as sample:
            picture = ImageOps.exif_transpose(sample).convert("RGB")
        picture.save(folder / f"{name}.webp", quality=75, method=6)
        small = ImageOps.fit(picture, _THUMBNAIL, centering=(0.5, 0))
        small.save(folder / f"{name}-small.webp", quality=70, method=6)


def main() -> None:
    """Make all of them anew."""
    console = Console()
    make_samples(PAGE / "public" / "samples")
    for part in (PAGE, DOCUMENTATION):
        build(part)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        platform = ShowOff(Path(folder))
        platform.start()
        browser = chromium.launch(playwright)
        for theme in get_args(Theme):
            path = show(browser, platform.url, theme, IMAGES)
            console.print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")
        browser.close()
        platform.interrupt()


if __name__ == "__main__":
    main()
