"""Sections of a Word document: where what is written begins, how wide the page is, how it turns.

What is written takes the page of the house where it stands, its header and footer; if its
tables need more width its pages are turned to landscape, and what comes after goes on as before.
"""

from copy import deepcopy
from typing import NamedTuple

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from tracker.formats.word.markup import gap
from tracker.formats.word.package import MARK

_A4 = (11906, 16838)
_MARGIN = 1440  # of Word, where a section says none
_BETWEEN_COLUMNS = 720
_SHOWN = ("t", "drawing", "pict", "object", "br", "sym", "fldSimple", "instrText")
_NO_BLOCKS = ("bookmarkStart", "bookmarkEnd", "proofErr")


class Section(NamedTuple):
    """The section of a document that is written into.

    `before` and `after` are whether the document has something of its own there; `properties` is
    the element that ends the section.
    """

    properties: BaseOxmlElement
    before: bool
    after: bool

    @property
    def is_portrait(self) -> bool:
        """Whether its pages are higher than wide."""
        width, height = _size(self.properties)
        return height > width

    def width(self, *, turned: bool = False) -> int:
        """Return how wide text stands on its pages, or on these pages turned, in twips."""
        width = _size(self.properties)[turned]
        margin = self.properties.find(qn("w:pgMar"))
        sides = 2 * _MARGIN
        if margin is not None:
            sides = sum(_number(margin, side, 0) for side in ("left", "right", "gutter"))
        columns = self.properties.find(qn("w:cols"))
        count = 1 if columns is None else max(_number(columns, "num", 1), 1)
        gaps = 0 if columns is None else _number(columns, "space", _BETWEEN_COLUMNS) * (count - 1)
        return max((width - sides - gaps) // count, _MARGIN)


def section_at_mark(document: Document) -> Section:
    """Return the section in which our mark stands in the body of a document."""
    body = document.element.body
    mark = body.find(qn(MARK))
    before, ending = mark.getprevious(), mark.getnext()
    between = []
    while ending is not None and _properties(ending) is None:
        between.append(ending)
        ending = ending.getnext()
    if ending is None:
        ending = OxmlElement("w:sectPr")
        body.append(ending)
    after = any(map(_says, between)) or (ending.tag == qn("w:p") and _says(ending))
    if not after:  # empty lines at the end would make a page of their own
        for each in between:
            body.remove(each)
    has_before = before is not None and _properties(before) is None
    properties = _properties(ending)
    assert properties is not None  # noqa: S101 - it was looked for
    return Section(properties, has_before, after)


def turn(section: Section) -> tuple[str, str]:
    """Turn the pages that are written to landscape; return what begins them, and what ends them.

    Where nothing of the house comes after them, it is the house's own section that turns.
    """
    own = section.properties
    opening = gap(_xml(own)) if section.before else ""
    if section.before:
        _goes_on(own)
    if not section.after:
        _turn(own)
        return opening, ""
    turned = deepcopy(own)
    _turn(turned)
    _goes_on(own)
    return opening, gap(_xml(turned))


def _turn(properties: BaseOxmlElement) -> None:
    size = properties.find(qn("w:pgSz"))
    width, height = _size(properties)
    if size is None:
        size = OxmlElement("w:pgSz")
        before = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
        tags = [qn(f"w:{name}") for name in before]
        properties.insert(sum(each.tag in tags for each in properties), size)
    size.set(qn("w:w"), str(max(width, height)))
    size.set(qn("w:h"), str(min(width, height)))
    size.set(qn("w:orient"), "landscape")


def _goes_on(properties: BaseOxmlElement) -> None:
    """Make a section one that goes on: without a first page of its own, counting on."""
    for name in ("w:titlePg", "w:type"):
        for each in properties.findall(qn(name)):
            properties.remove(each)
    for each in properties.findall(qn("w:pgNumType")):
        each.attrib.pop(qn("w:start"), None)


def _properties(element: BaseOxmlElement) -> BaseOxmlElement | None:
    if element.tag == qn("w:sectPr"):
        return element
    found: BaseOxmlElement | None = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    return found


def _says(element: BaseOxmlElement) -> bool:
    """Tell whether an element shows anything."""
    if element.tag != qn("w:p"):
        return str(element.tag).rpartition("}")[2] not in _NO_BLOCKS
    return any(next(element.iter(qn(f"w:{name}")), None) is not None for name in _SHOWN)


def _size(properties: BaseOxmlElement) -> tuple[int, int]:
    size = properties.find(qn("w:pgSz"))
    if size is None:
        return _A4
    return _number(size, "w", _A4[0]), _number(size, "h", _A4[1])


def _number(element: BaseOxmlElement, name: str, otherwise: int) -> int:
    """Read a number of twips; some programs write them with a fraction, some with a unit."""
    try:
        return round(float(element.get(qn(f"w:{name}"), otherwise)))
    except ValueError:
        return otherwise


def _xml(properties: BaseOxmlElement) -> str:
    copy = deepcopy(properties)
    copy.tail = None
    return copy.xml
