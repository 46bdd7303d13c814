"""image-api's own command line, with a fault at one chosen step: for the fault tests.

`python -m tests.faults.sabotage STEP TIMES FOLDER COMMAND...` runs `python -m image_api
COMMAND...` and strikes at STEP, TIMES times over all runs that share FOLDER, which counts them.
The product has no such steps; they are put in from outside.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from image_api.__main__ import main
from image_api.files import PictureFiles
from image_api.handlers import MessageStore
from image_api.records import Records


class Fault:
    """Strikes a number of times, counted in files, for it may not outlive its strike."""

    def __init__(self, times: int, folder: Path) -> None:
        self._times = times
        self._folder = folder

    def strikes(self) -> bool:
        for number in range(self._times):
            try:
                (self._folder / f"strike-{number}").touch(exist_ok=False)
            except FileExistsError:
                continue
            return True
        return False

    def kill(self, *_: object) -> None:
        """kill -9 of this process."""
        if self.strikes():
            os.kill(os.getpid(), signal.SIGKILL)

    def bug(self, *_: object) -> None:
        """A programming error."""
        if self.strikes():
            raise KeyError("a bug")


def _after(owner: type, name: str, strike: Callable[..., None]) -> None:
    original = getattr(owner, name)

    @wraps(original)
    def method(*arguments: object, **named: object) -> object:
        result = original(*arguments, **named)
        strike()
        return result

    setattr(owner, name, method)


def sabotage(step: str, fault: Fault) -> None:
    """Put a fault into this process."""
    match step:
        case "after-file":
            _after(PictureFiles, "save", fault.kill)
        case "before-commit":
            event.listen(Session, "before_commit", fault.kill)
        case "after-commit":
            _after(MessageStore, "store", fault.kill)
        case "after-remove":
            _after(PictureFiles, "remove", fault.kill)
        case "correction-bug":
            _after(Records, "add_correction", fault.bug)
        case _:
            raise ValueError(step)


if __name__ == "__main__":
    step, times, folder, *command = sys.argv[1:]
    sabotage(step, Fault(int(times), Path(folder)))
    sys.argv[1:] = command
    main()
