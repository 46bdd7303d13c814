"""Who comes next: waiting tasks become queued ones."""
