"""What people say that pages of documents read, and what follows for the PDF."""
