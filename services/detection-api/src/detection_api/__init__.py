"""detection-api: where the lines of text are (CTPN)."""
