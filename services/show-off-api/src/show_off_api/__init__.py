"""show-off-api: reads a picture, keeps it, takes corrections."""
