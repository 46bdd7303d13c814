"""Debian's Chromium, as a browser that a test can rely on: no screen, no network of its own."""

from playwright.sync_api import Browser, Playwright

OTHER_HOST = "ocr.lan"
"""Leads to this machine, too, but is not localhost: over http, no secure context."""

WITH_WINDOW = "/usr/bin/chromium"
"""Drawn on no screen, the window still takes twice the computing of all else."""
_WITHOUT = "/usr/bin/chromium-headless-shell"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    f"--host-resolver-rules=MAP {OTHER_HOST} 127.0.0.1",
]


def launch(playwright: Playwright, binary: str = _WITHOUT) -> Browser:
    """Start it; whoever does closes it."""
    return playwright.chromium.launch(executable_path=binary, args=_ARGUMENTS)
