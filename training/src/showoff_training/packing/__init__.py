"""Everything that a training run needs, in one file, for a machine without network."""
