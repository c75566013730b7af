"""A house's document: its `{{progress-table}}`, which makes room for what is written.

That is a paragraph of its own in the body. Word parts it into runs as it likes, and may make its
hyphen another one; that does not matter.
"""

import re

from docx.document import Document
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from tracker.errors import Unreadable
from tracker.formats.word import package

PLACEHOLDER = "{{progress-table}}"
_PLACEHOLDER = re.compile(
    r"\{\{\s*progress[-\u00ad\u2010\u2011\u2013_ ]table\s*\}\}", re.IGNORECASE
)


def opened(path: str) -> Document:
    """Return a house's document with our mark where its placeholder was.

    Raises `Unreadable` if the file is no document to write into.
    """
    document = package.opened(path)
    body = document.element.body
    if document.element.nsmap.get("w") != nsmap["w"]:  # what is written says w, too
        raise Unreadable(f"The template {path} was not saved by Word. Open it there, and save it.")
    found = [
        (paragraph, said)
        for paragraph in body.iter(qn("w:p"))
        for said in _PLACEHOLDER.findall(text_of(paragraph))
    ]
    if not found:
        raise Unreadable(
            f"The template {path} has no place to write into. Give it a paragraph {PLACEHOLDER}."
        )
    if len(found) > 1:
        raise Unreadable(f"The template {path} has {PLACEHOLDER} {len(found)} times. Leave one.")
    paragraph, said = found[0]
    if paragraph.getparent() is not body or text_of(paragraph).strip() != said:
        raise Unreadable(
            f"In the template {path}, {PLACEHOLDER} stands in a table, a text box or a control, or"
            " beside other words. Give it a paragraph of its own in the text."
        )
    mark(paragraph)
    return document


def mark(paragraph: BaseOxmlElement) -> None:
    """Put our mark into the place of a paragraph; one that ends a section only loses its words."""
    paragraph.addprevious(OxmlElement(package.MARK))
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        paragraph.getparent().remove(paragraph)
        return
    for run in paragraph.findall(qn("w:r")):
        paragraph.remove(run)


def text_of(paragraph: BaseOxmlElement) -> str:
    """Return the text of a paragraph, without that of the text boxes that hang on it."""
    return "".join(
        element.text or ""
        for element in paragraph.iter(qn("w:t"))
        if next(element.iterancestors(qn("w:p"))) is paragraph
    )
