"""image-api's commands: `python -m image_api --help`."""

import gc
import signal
import sys


def main() -> None:
    """Run the command that was asked for.

    In a container, process 1 gets no SIGTERM that it has no handler for; and what the commands
    import takes seconds. So the handler comes first.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    gc.disable()  # nothing of what is imported is garbage, then or later
    from image_api import commands  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    commands.run()


if __name__ == "__main__":
    main()
