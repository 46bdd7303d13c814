"""The platform on one machine: show-off up, show-off read."""
