"""What a document holds, page by page. Strangers' files are opened in a child process only."""
