"""A page as a Word document. What that is made of is in `word`, which loads the library."""

from typing import IO

from tracker import extras
from tracker.formats.look import PLAIN, Look
from tracker.formats.page import Page


def write(page: Page, out: IO[bytes], look: Look = PLAIN) -> None:
    """Write a page as a document, into the template that is looked for if there is one.

    Raises `Unreadable` if nothing can be written into that, `MissingExtra` without the library.
    """
    extras.load("docx", "office")
    from tracker.formats.word import document

    document.write(page, out, look)


def check(template: str) -> None:
    """Raise what `write` would raise of this template."""
    extras.load("docx", "office")
    from tracker.formats.word import template as house

    house.opened(template)
