"""Every failure becomes one sentence on stderr and an exit code: here and nowhere else.

It stands around the root group, so that the script and a test that runs the group see the same.
What is raised on is only `typer.Exit`. Nothing here knows what a command does.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer
from typer._click import exceptions as usage

from tracker import words
from tracker.cli.invocation import Invocation, fitted
from tracker.errors import Declined, TrackerError, Unreadable

INTERRUPTED = 130
_LONGEST = 2_000  # characters of an error; no sentence of ours comes near it
_USAGE = Unreadable.exit_code
# What the system says when it is the stream that fails, and not a file that has a name.
_STREAM_FAILURES = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG, errno.EDQUOT)


@contextmanager
def boundary(run: Invocation) -> Iterator[None]:
    """Turn whatever is raised inside into a sentence and `typer.Exit` with its code."""
    try:
        yield
        _flush()
    except typer.Exit as left:
        try:
            _flush()
        except OSError as error:
            raise _of_system(error, run) from None
        raise typer.Exit(left.exit_code) from None
    except Declined as declined:
        raise _told(str(declined), declined.exit_code, "") from None
    except TrackerError as error:
        raise _told(str(error), error.exit_code) from None
    except usage.UsageError as error:
        raise _told(_usage_sentence(error), _USAGE) from None
    except usage.ClickException as error:
        raise _told(error.format_message(), _USAGE) from None
    except (KeyboardInterrupt, typer.Abort):
        raise _told("Interrupted.", INTERRUPTED, "") from None
    except OSError as error:
        raise _of_system(error, run) from None
    except Exception as error:  # noqa: BLE001 - a bug, told as one
        raise _unforeseen(error, run) from None


def _told(sentence: str, code: int, start: str = "Error: ") -> typer.Exit:
    """Print a sentence, after the data that was already on its way, and return the exit."""
    with suppress(OSError, ValueError):
        _flush()
    with suppress(OSError, ValueError):
        print(fitted(start + _cut(sentence), sys.stderr), file=sys.stderr, flush=True)
    return typer.Exit(code)


def _cut(sentence: str) -> str:
    """Return a sentence without the middle of what somebody typed at great length."""
    if len(sentence) <= _LONGEST:
        return sentence
    start, end = sentence[: _LONGEST // 2], sentence[-_LONGEST // 2 :]
    return f"{start}… [{len(sentence) - _LONGEST} characters left out] …{end}"


def _flush() -> None:
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def _of_system(error: OSError, run: Invocation) -> typer.Exit:
    """Tell what the system refused: a closed pipe quietly, else a stream or a file by its name."""
    if isinstance(error, BrokenPipeError):
        _let_go_of_stdout()
        return typer.Exit(0)
    reason = error.strerror or str(error)
    if error.filename is not None:
        return _told(
            f"{os.fsdecode(error.filename)} cannot be used: {reason}. Check path and rights.",
            1,
        )
    if error.errno in _STREAM_FAILURES:
        _let_go_of_stdout()
        done = "What was asked is recorded. " if run.has_written else ""
        return _told(f"{done}The output could not be written whole: {reason}.", 1)
    return _unforeseen(error, run)


def _let_go_of_stdout() -> None:
    """Point stdout to nowhere, so that what is still in it does not fail again at the end."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _unforeseen(error: BaseException, run: Invocation) -> typer.Exit:
    """Keep the traceback of a bug: on stderr when debugging, else in a log that is named."""
    import traceback

    text = "".join(traceback.format_exception(error))
    what = f"Something unforeseen failed ({type(error).__name__})."
    if run.is_debugging:
        return _told(f"{text}\n{what}", 1, "")
    try:
        path = _log(text, run)
    except OSError:
        return _told(f"{what} Repeat the command with --debug to see where.", 1)
    return _told(f"{what} What happened is written in {path}; --debug shows it here.", 1)


def _log(text: str, run: Invocation) -> str:
    folder = run.settings.folder("state")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, "error.log")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return path


# -- what was typed wrong ------------------------------------------------------------------------


def _usage_sentence(error: usage.UsageError) -> str:
    """Return one sentence for a command line that cannot be read, and where to look."""
    command = error.ctx.command_path if error.ctx is not None else "tracker"
    sentence = _what_is_wrong(error).rstrip(". ")
    mark = "" if sentence.endswith("?") else "."
    return f"{sentence}{mark} See: {command} --help"


def _what_is_wrong(error: usage.UsageError) -> str:
    if isinstance(error, usage.NoSuchOption):
        return _no_such_option(error)
    if isinstance(error, usage.BadOptionUsage) and "requires" in error.message:
        return f"{error.option_name} needs a value"
    if isinstance(error, usage.MissingParameter) and error.param is not None:
        return f"{_name_of(error.param)} is missing"
    if isinstance(error, usage.BadParameter) and error.param is not None:
        return f"{_name_of(error.param)}: {error.message}"
    return error.format_message()


def _no_such_option(error: usage.NoSuchOption) -> str:
    known = list(error.possibilities or ())
    if error.ctx is not None:
        params = error.ctx.command.get_params(error.ctx)
        known += [opt for each in params if not getattr(each, "hidden", False) for opt in each.opts]
    bare = {each.lstrip("-"): each for each in known}  # dashes would make every option alike
    near = [bare[each] for each in words.nearest(error.option_name.lstrip("-"), bare, count=2)]
    hint = f" Did you mean {words.one_of(near)}?" if near else ""
    return f"There is no option {error.option_name} here.{hint}"


def _name_of(param: object) -> str:
    opts = getattr(param, "opts", ())
    if getattr(param, "param_type_name", "") == "option" and opts:
        return str(max(opts, key=len))
    return str(getattr(param, "metavar", None) or getattr(param, "name", "")).upper().strip("[]….")
