"""What strangers send: broken pictures, bombs, nonsense."""
