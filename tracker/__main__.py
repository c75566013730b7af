"""The program `tracker`, also as `python -m tracker`: streams made safe, then the command line.

Garbage is not collected while modules load, which would cost a tenth of the start; and the end
is short, since the system frees memory faster than the interpreter does.
"""

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run one command and leave with its exit code."""
    gc.disable()
    code = 1
    try:
        _open_closed_streams()
        _speak_utf8()
        from tracker.cli.app import app

        app(prog_name="tracker", windows_expand_args=False)  # a * in a title is a *
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    except KeyboardInterrupt:  # while modules were loading
        code = 130
    _leave(code)


def _open_closed_streams() -> None:
    """Put nothing in the place of streams that the caller closed, so that no file lands there."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            # For ruff: open for as long as the program runs.
            setattr(sys, name, open(number, "r" if number == 0 else "w", encoding="utf-8"))  # noqa: SIM115


def _speak_utf8() -> None:
    """Write UTF-8 everywhere; what is no text, from odd bytes on a command line, is escaped."""
    for stream in (sys.stdout, sys.stderr):
        # For mypy: a text stream of the interpreter.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")  # type: ignore[union-attr]
    # For mypy: a text stream of the interpreter.
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]


def _leave(code: int) -> NoReturn:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        pass
    os._exit(code)


if __name__ == "__main__":
    main()
