"""A document as capture sees it."""

from typing import NamedTuple


class Source(NamedTuple):
    """A document: its text as decoded, to which all offsets point, and the hash of its bytes."""

    name: str
    media_type: str
    sha256: str
    text: str
