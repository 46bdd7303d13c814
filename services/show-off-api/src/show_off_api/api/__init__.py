"""The routes of show-off-api, a module a resource."""
