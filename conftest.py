"""What tests of all packages share."""

pytest_plugins = ["tests.servers.fixtures"]
