"""The document that tracker writes into where no other is given: its page, its fonts, its foot.

It is the library's own, emptied: `styles` gives it the styles that it lacks, like any house's. Its
font is on every machine that has Word, and has a stand-in of the same widths where not.
"""

import docx
from docx.document import Document
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm

from tracker.formats.word import traces
from tracker.formats.word.markup import field, framed, runs
from tracker.formats.word.package import MARK
from tracker.formats.word.styles import LANGUAGE, Styles

_DEFAULTS = (
    f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" '
    'w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    f'{LANGUAGE}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" '
    'w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
# Without it Word opens a document as one of 2003.
_SETTINGS = (
    f'<w:settings {nsdecls("w")}><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB" w:bidi="ar-SA"/></w:settings>'
)


def empty() -> Document:
    """Return our own document, with the mark where its body goes."""
    document = docx.Document()
    _leave_out(document)
    styles = document.styles.element
    styles.replace(styles.find(qn("w:docDefaults")), parse_xml(_DEFAULTS))
    for each in list(styles):
        is_default = each.tag == qn("w:docDefaults") or each.get(qn("w:default")) is not None
        if not is_default:
            styles.remove(each)
    for part in (styles, document.element):
        traces.remove(part, part.tag)
    settings = document.settings.element
    settings[:] = list(parse_xml(_SETTINGS))
    [page] = document.sections
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    page.header_distance = page.footer_distance = Mm(10)
    document.element.body.insert(0, OxmlElement(MARK))
    return document


def _leave_out(document: Document) -> None:
    """Drop the parts that the library's document has besides: a thumbnail, another's numbering."""
    for relations, kept in (
        (document.part.package.rels, {"officeDocument"}),
        (document.part.rels, {"styles", "settings"}),
    ):
        for ident, each in list(relations.items()):
            if each.reltype.rpartition("/")[2] not in kept:
                del relations[ident]


def foot(document: Document, title: str, styles: Styles) -> None:
    """Write the title and the number of the page at the foot of each page."""
    said = runs(f"{title} · Page ") + field("PAGE") + runs(" of ") + field("NUMPAGES")
    line = framed(said, styles.footer, jc="center").replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    footer.part.element[:] = [parse_xml(line)]
