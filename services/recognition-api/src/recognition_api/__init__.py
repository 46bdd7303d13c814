"""recognition-api: what a line of text says (CRNN)."""
