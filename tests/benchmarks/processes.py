"""Run one command as a whole process, and say how long it took or how much memory it needed.

Time is taken of a spawned process. Such a process inherits the peak of memory of the one that
started it; a forked one inherits less, but takes longer to start: so each is for one thing.
"""

import os
import shutil
import time
from collections.abc import Mapping
from typing import NamedTuple

_CHUNK = 1 << 16
_NOT_STARTED = 127


class Outcome(NamedTuple):
    """What one run came to; `error` is the first line on stderr, `size` the bytes on stdout."""

    seconds: float
    megabytes: float
    code: int
    error: str
    size: int


def run(
    argv: list[str], environment: Mapping[str, str], errors: str, *, for_memory: bool = False
) -> Outcome:
    """Run a command with its output read through a pipe; `errors` is a file for its stderr."""
    reading, writing = os.pipe()
    start = _fork if for_memory else _spawn
    started = time.perf_counter()
    child = start(argv, environment, writing, errors)
    os.close(writing)
    size = 0
    while part := os.read(reading, _CHUNK):
        size += len(part)
    os.close(reading)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    return Outcome(seconds, usage.ru_maxrss / 1024, code, _first_line(errors), size)


def least_megabytes(errors: str) -> float:
    """Return the memory of a process that needs none, which the runner's own is the cause of."""
    return run([shutil.which("true") or "true"], {}, errors, for_memory=True).megabytes


def _spawn(argv: list[str], environment: Mapping[str, str], writing: int, errors: str) -> int:
    return os.posix_spawn(
        argv[0],
        argv,
        environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, writing, 1),
            (os.POSIX_SPAWN_OPEN, 2, errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        ],
    )


def _fork(argv: list[str], environment: Mapping[str, str], writing: int, errors: str) -> int:
    child = os.fork()
    if child:
        return child
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(writing, 1)
        os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
        os.execve(argv[0], argv, environment)
    finally:
        os._exit(_NOT_STARTED)


def _first_line(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.readline(300).strip()
