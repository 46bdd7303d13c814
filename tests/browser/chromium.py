"""Debian's Chromium, as a browser that a test can rely on: no screen, no network of its own."""

from playwright.sync_api import Browser, Playwright

OTHER_HOST = "ocr.lan"
"""Leads to this machine, too, but is not localhost: over http, no secure context."""

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
    f"--host-resolver-rules=MAP {OTHER_HOST} 127.0.0.1",
]


def launch(playwright: Playwright) -> Browser:
    """Start it; whoever does closes it."""
    return playwright.chromium.launch(executable_path=_BINARY, args=_ARGUMENTS)
