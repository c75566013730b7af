"""Documents: from a file to the text that offsets point into."""

import hashlib
import os

from tracker.errors import Unreadable
from tracker.intake.documents.source import Source

__all__ = ["Source", "read"]

_TEXT_TYPES = {"txt": "text/plain", "md": "text/markdown", "markdown": "text/markdown"}


def read(path: str) -> Source:
    """Read a document whose file is text. Raises Unreadable for another kind."""
    media_type = _TEXT_TYPES.get(path.rpartition(".")[2].casefold())
    if media_type is None:
        raise Unreadable(f"{path} is no text: a document is .txt or .md for now.")
    try:
        with open(path, "rb") as file:
            raw = file.read()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is not UTF-8 text; save it as UTF-8 first.") from error
    return Source(os.path.basename(path), media_type, hashlib.sha256(raw).hexdigest(), text)
