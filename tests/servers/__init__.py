"""Real servers for tests: private instances on free loopback ports, in folders of their own."""
