"""The searchable PDF: a document's own pages, and below each what was read of it."""
