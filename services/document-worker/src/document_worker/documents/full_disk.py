"""A disk that is full: no fault of the document's, and it passes."""

import errno
import os
from typing import Final

EXIT_STATUS: Final = 75
"""Of a process that ended for it: EX_TEMPFAIL of sysexits.h."""
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


def is_full_disk(error: BaseException | None) -> bool:
    """Whether an error is that, or comes of it."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        error = error.__cause__ or error.__context__
    return False


def full_disk() -> OSError:
    """What another process has met with, to be raised in this one."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
