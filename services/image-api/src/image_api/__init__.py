"""image-api: keeps pictures, boxes and corrections; forgets them after their days."""
