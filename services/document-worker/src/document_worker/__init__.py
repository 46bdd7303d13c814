"""document-worker: documents page by page, from the file to the searchable PDF."""
