"""Servers killed, disks filled, messages poisoned; then rows and files are counted."""
