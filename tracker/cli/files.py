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
    """Whether a path is a device or a pipe: what is written there is kept by no file."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


@contextmanager
def opened(
    run: Invocation,
    output: Output,
    *,
    binary: bool = False,
    before_placing: Callable[[str], Callable[[], None]] | None = None,
) -> Iterator[IO[Any]]:
    """Open what is written to: stdout, or a file that appears only once it is whole.

    `binary` asks for one of bytes instead of text. `before_placing` is called with the path of the
    whole file that is about to get its name, and returns what takes that back.

    Raises Conflict if the file is there already and `--force` was not given, or is one that is read
    itself; Unreadable for a place that is no file, and for bytes on a terminal; TrackerError if the
    system refuses to write.
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
    _spare_what_is_read(path, run.db, output.template)
    beside = f"{path}.new-{os.getpid()}"
    try:
        with _open(beside, "x", binary=binary) as out:
            yield out
        with _taking_back(None if before_placing is None else before_placing(beside)):
            _put_in_place(beside, path, force=output.force)
    except OSError as error:
        raise TrackerError(
            f"{output.output} was not written: {error.strerror}. Name another place with -o."
        ) from error
    finally:
        with suppress(OSError):
            os.unlink(beside)
    run.remark(f"Wrote {output.output}")


@contextmanager
def _taking_back(take_back: Callable[[], None] | None) -> Iterator[None]:
    try:
        yield
    except (Conflict, OSError):
        if take_back is not None:
            take_back()
        raise


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


def _spare_what_is_read(path: str, db: str, template: str | None) -> None:
    """Refuse to write over a file that is read, whatever `--force` says."""
    for beside in ("", "-wal", "-shm", "-journal"):
        if _is_same(path, db + beside):
            raise Conflict(
                f"{path} is the tracker file itself, with all that was recorded, or part of it."
                " Name another."
            )
    if template is not None and _is_same(path, template):
        raise Conflict(f"{path} is the template itself. Name another file.")


def _is_same(path: str, other: str) -> bool:
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)


def _put_in_place(beside: str, path: str, *, force: bool) -> None:
    if force:
        os.replace(beside, path)
        return
    try:
        os.link(beside, path)
    except FileExistsError as error:
        raise _there_already(path) from error
    except OSError:  # a file system without hard links
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        except FileExistsError as error:
            raise _there_already(path) from error
        os.replace(beside, path)


def _there_already(path: str) -> Conflict:
    return Conflict(f"{path} is there already. Write over it with --force, or name another file.")
