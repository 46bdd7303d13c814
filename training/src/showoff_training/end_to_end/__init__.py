"""The whole way from picture to text, measured: how right and how fast."""
