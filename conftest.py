"""What tests of all packages share."""

from hypothesis import settings

# What is slow is measured elsewhere: a busy machine fails no property.
settings.register_profile("any-pace", deadline=None)
settings.load_profile("any-pace")

pytest_plugins = ["tests.servers.fixtures"]
