"""What was made of documents, for their senders and for who assembles."""
