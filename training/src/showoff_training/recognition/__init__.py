"""Training, evaluation and export of the recogniser (CRNN)."""
