"""New jobs: what was sent is checked and kept, then promised."""
