"""OCRmyPDF reads with show-off: over HTTP, or with its models in the same process."""
