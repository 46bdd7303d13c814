"""Running a program that may have gone astray: for so long, and listening to so much of it."""

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Final

_ANSWER: Final = 2**16  # bytes
_LAST_WORDS: Final = 4000  # bytes


@dataclass(frozen=True)
class Ended:
    """How a program ended.

    Attributes:
        status: Its exit status; below 0 where a signal ended it, ours included.
        answer: Its standard output, or the beginning of it where it said too much and was ended.
        last_words: The end of its standard error.
    """

    status: int
    answer: bytes
    last_words: bytes


def run(
    command: Sequence[str], given: bytes, environment: Mapping[str, str], seconds: float
) -> Ended:
    """Run a program until it ends, or for ``seconds``.

    Args:
        command: The program and its arguments.
        given: Its standard input.
        environment: All of its environment.
        seconds: After which it is ended.

    Raises:
        OSError: It cannot be started.
    """
    pipe = subprocess.PIPE
    started = subprocess.Popen(  # noqa: S603 - by our own code alone
        command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment
    )
    with started as program, ThreadPoolExecutor(1) as aside:
        if program.stdin is None or program.stdout is None or program.stderr is None:
            raise RuntimeError("started without pipes")
        too_long = threading.Timer(seconds, program.kill)
        too_long.start()
        try:
            last_words = aside.submit(_end_of, program.stderr)
            with suppress(BrokenPipeError), program.stdin as asked:
                asked.write(given)
            answer = program.stdout.read(_ANSWER)
            if program.stdout.read(1):
                program.kill()
            return Ended(program.wait(), answer, last_words.result())
        finally:
            program.kill()
            too_long.cancel()


def _end_of(told: IO[bytes]) -> bytes:
    end = b""
    while part := os.read(told.fileno(), 2**16):
        end = (end + part)[-_LAST_WORDS:]
    return end
