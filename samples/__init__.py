"""Pictures of our own making, with their truth, to try and to test the whole way with.

Made by `python -m samples.make`; images/ and gt/ hold what it made.
"""
