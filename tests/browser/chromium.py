"""Debian's Chromium, as a browser that a test can rely on: no screen, no network of its own."""

from playwright.sync_api import Browser, Playwright

_BINARY = "/usr/bin/chromium"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]


def launch(playwright: Playwright) -> Browser:
    """Start it; whoever does closes it."""
    return playwright.chromium.launch(executable_path=_BINARY, args=_ARGUMENTS)
