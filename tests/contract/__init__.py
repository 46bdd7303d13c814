"""show-off-api held to contract/, which says as data what it must do."""
