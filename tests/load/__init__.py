"""How the platform holds under load: commands that measure it, and small versions as tests."""
