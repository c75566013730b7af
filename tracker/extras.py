"""Libraries that only some files need: loaded on use, and named where they are missing."""

from importlib import import_module
from typing import Any

from tracker.errors import MissingExtra

_PUBLISHED_AS = {"docx": "python-docx"}


def load(module: str, extra: str) -> Any:  # noqa: ANN401 - a module is whatever it holds
    """Return a module of an extra.

    Raises `MissingExtra`, naming the extra, where its library is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != library:
            raise
        raise MissingExtra(
            f"This needs the library {_PUBLISHED_AS.get(library, library)}, which is not"
            f" installed. Install it with: pip install 'tracker[{extra}]'"
        ) from error
