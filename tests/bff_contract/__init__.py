"""What every show-off-api does, whatever it is written in: seen from outside, as others see it.

Nothing here imports one; `SHOWOFF_` variables, HTTP, the broker, spans and files are all there is.
"""
