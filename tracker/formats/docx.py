"""A list as a Word document: a title, a table under headings, what short names stand for."""

from typing import IO, TYPE_CHECKING

from tracker.formats import page_docx, page_table, wording
from tracker.formats.look import PLAIN, Look
from tracker.formats.page import document_style

if TYPE_CHECKING:
    from tracker.formats.listing import ListingLike


def write(listing: "ListingLike", out: IO[bytes], look: Look = PLAIN) -> None:
    """Write a listing as a document. Its rows are held, since widths come from all of them."""
    page = wording.page(page_table.page(listing, look, document_style()))
    page_docx.write(page, out, look._replace(as_of=listing.as_of))
