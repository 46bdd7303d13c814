"""Jobs: a way in, tasks handed out and settled, results.

`tables` is what all of it stands on, `progress` what follows from what has been done.
"""
