"""Output that goes into a file: written whole or not at all, never over another unless forced."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from tracker.cli.invocation import Invocation, is_terminal
from tracker.cli.options import Output
from tracker.errors import Conflict, TrackerError, Unreadable


def to_file(output: Output) -> bool:
    """Whether the output goes into a file."""
    return output.output not in {None, "-"}


def is_device(path: str) -> bool:
    """Whether what is written there is gone at once, as with a device or a pipe."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


@contextmanager
def opened(
    run: Invocation,
    output: Output,
    *,
    binary: bool = False,
    before_placing: Callable[[str], None] | None = None,
) -> Iterator[IO[Any]]:
    """Open what is written to: stdout, or a file that appears only once it is whole.

    `binary` asks for one of bytes instead of text. `before_placing` is called with the path of the
    whole file that is about to get its name. Raises Conflict if the file is there already and
    `--force` was not given, and Unreadable for bytes on a terminal.
    """
    if not to_file(output):
        yield _stdout(binary=binary)
        return
    named = str(output.output)
    if is_device(named):
        with _open(named, "w", binary=binary) as out:
            yield out
        return
    path = os.path.realpath(named)
    _check_place(path, force=output.force)
    _spare_the_tracker_file(path, run.db)
    beside = f"{path}.new-{os.getpid()}"
    try:
        with _open(beside, "x", binary=binary) as out:
            yield out
        if before_placing is not None:
            before_placing(beside)
        _put_in_place(beside, path, force=output.force)
    except OSError as error:
        raise TrackerError(
            f"{output.output} was not written: {error.strerror}. Name another place with -o."
        ) from error
    finally:
        with suppress(OSError):
            os.unlink(beside)
    run.remark(f"Wrote {output.output}")


def _stdout(*, binary: bool) -> IO[Any]:
    if not binary:
        return sys.stdout
    if is_terminal(sys.stdout):
        raise Unreadable("A terminal cannot show this format. Write it into a file with: -o FILE")
    return sys.stdout.buffer


def _open(path: str, mode: str, *, binary: bool) -> IO[Any]:
    if binary:
        return open(path, f"{mode}b")
    return open(path, mode, encoding="utf-8", newline="")


def _check_place(path: str, *, force: bool) -> None:
    if os.path.isdir(path):
        raise Unreadable(f"{path} is a folder; name a file in it.")
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        raise Unreadable(f"There is no folder {folder}; make it first.")
    if os.path.isfile(path) and not force:
        raise _there_already(path)


def _spare_the_tracker_file(path: str, db: str) -> None:
    """Refuse to write over the file that is read, whatever `--force` says."""
    if os.path.exists(path) and os.path.exists(db) and os.path.samefile(path, db):
        raise Conflict(
            f"{path} is the tracker file itself, with all that was recorded. Name another."
        )


def _put_in_place(beside: str, path: str, *, force: bool) -> None:
    if force:
        os.replace(beside, path)
        return
    try:
        os.link(beside, path)
    except FileExistsError as error:
        raise _there_already(path) from error
    except OSError:  # a file system without hard links
        os.rename(beside, path)


def _there_already(path: str) -> Conflict:
    return Conflict(f"{path} is there already. Write over it with --force, or name another file.")
