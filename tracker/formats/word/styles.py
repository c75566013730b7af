"""Which styles a document is written with: the house's own, and ours for what it lacks.

Word keeps the names of built-in styles in English whatever it speaks itself, and their ids in its
own language; so styles are known by their names. A house that calls its headings otherwise is
known by their level in the outline. What a house lacks is added, in its own fonts and colours. A
house gives its tables their look with a style called Tracker Table, Table Text or Table Heading.
"""

from typing import NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

SHADE = "E9EDF3"
"""Behind the heading row of a table, and behind rows that head others."""

LANGUAGE = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'

_NAVY, _GREY, _RULE = "1F3864", "4A4F57", "B5BFCC"
_MONOSPACED = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE = f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{_EDGES}</w:tblBorders>'


class Made(NamedTuple):
    """A style of paragraphs of ours: its name, and what it looks like.

    `size` is in half points (0: that of the document), `before` and `after` in twips. `colour`
    belongs to our own document, and is left out in a house's. `level` is that of a heading; lines
    of one that `closes_up` stand close to each other.
    """

    name: str
    size: int = 0
    before: int = 0
    after: int = 0
    bold: bool = False
    colour: str = ""
    keeps: bool = False
    level: int | None = None
    fonts: str = ""
    indent: int = 0
    closes_up: bool = False


PARAGRAPHS = {
    "title": Made("Title", 36, 0, 80, bold=True, colour=_NAVY, keeps=True),
    "heading": Made("heading 1", 26, 280, 80, bold=True, colour=_NAVY, keeps=True, level=0),
    "subheading": Made("heading 2", 23, 220, 60, bold=True, colour=_NAVY, keeps=True, level=1),
    "about": Made("Document Line", 0, 20, 120, colour=_GREY, closes_up=True),
    "note": Made("Document Note", 16, 80, 80, colour=_GREY),
    "cell": Made("Table Text", 17),
    "head": Made("Table Heading", 17, bold=True, keeps=True),
    "figure": Made("Table Figure", 34, 20, 0, bold=True, colour=_NAVY),
    "command": Made("Command Line", 17, 20, 80, fonts=_MONOSPACED, indent=284),
    "footer": Made("footer", 16, colour=_GREY),
}
"""What is written with, by the part that it plays."""

_TABLES = ("Tracker Table", "Table Grid")
_BUILT_IN = frozenset(("Title", "heading 1", "heading 2", "footer", "Table Grid"))


class Styles(NamedTuple):
    """The ids of the styles that a document is written with."""

    title: str
    heading: str
    subheading: str
    about: str
    note: str
    cell: str
    head: str
    figure: str
    command: str
    footer: str
    table: str


def styles_of(document: Document, *, own: bool) -> Styles:
    """Return the styles of a document, having added those that it lacks; `own` if it is ours."""
    known = _Known(document, own=own)
    known.speak()
    found = {part: known.paragraph(made) for part, made in PARAGRAPHS.items()}
    return Styles(**found, table=known.table())


class _Known:
    """The styles of a document, by what they are."""

    def __init__(self, document: Document, *, own: bool) -> None:
        self._styles = document.styles
        self._own = own

    def paragraph(self, made: Made) -> str:
        """Return the id of the style of this name or level; of ours, if there is none."""
        known = self._of("paragraph")
        for each in known:
            if _value(each, "w:name").casefold() == made.name.casefold():
                return _id(each)
        for each in known:
            if made.level is not None and _value(each, "w:pPr/w:outlineLvl") == str(made.level):
                return _id(each)
        return self._add("paragraph", made.name, _look(made, own=self._own))

    def table(self) -> str:
        """Return the id of the style of tables."""
        named = {_value(each, "w:name").casefold(): each for each in self._of("table")}
        for name in _TABLES:
            if name.casefold() in named:
                return _id(named[name.casefold()])
        return self._add("table", _TABLES[-1], f"<w:tblPr>{_TABLE}</w:tblPr>")

    def speak(self) -> None:
        """Say the language of the document where it says none."""
        defaults = qn("w:docDefaults")
        if self._styles.element.find(f"{defaults}//{qn('w:lang')}") is None:
            base = self._styles.default(WD_STYLE_TYPE.PARAGRAPH)
            properties = base.element.get_or_add_rPr() if base is not None else None
            if properties is not None and properties.find(qn("w:lang")) is None:
                properties.append(parse_xml(LANGUAGE.replace(" ", f" {nsdecls('w')} ", 1)))

    def _of(self, kind: str) -> list[BaseOxmlElement]:
        return [e for e in self._styles.element.style_lst if e.get(qn("w:type")) == kind]

    def _add(self, kind: str, name: str, look: str) -> str:
        """Add a style, built upon the default one of its kind."""
        ids = {_id(each) for each in self._styles.element.style_lst}
        ident = plain = "".join(word[:1].upper() + word[1:] for word in name.split(" "))
        while ident in ids:
            ident = f"{plain}{len(ids)}"
            ids.add("")
        base = self._styles.default(getattr(WD_STYLE_TYPE, kind.upper()))
        based = f'<w:basedOn w:val="{base.style_id}"/>' if base is not None else ""
        custom = "" if name in _BUILT_IN else ' w:customStyle="1"'
        shown = "<w:qFormat/>" if kind == "paragraph" else '<w:uiPriority w:val="59"/>'
        self._styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="{kind}"{custom} w:styleId="{ident}">'
                f'<w:name w:val="{name}"/>{based}{shown}{look}</w:style>'
            )
        )
        return ident


def _look(made: Made, *, own: bool) -> str:
    """Return the properties of a style, in the order that they have to stand in."""
    kept = "<w:keepNext/><w:keepLines/>" if made.keeps else ""
    spaced = (
        f'<w:spacing w:before="{made.before}" w:after="{made.after}" w:line="240" '
        'w:lineRule="auto"/>'
    )
    indented = f'<w:ind w:left="{made.indent}"/>' if made.indent else ""
    closed = "<w:contextualSpacing/>" if made.closes_up else ""
    level = f'<w:outlineLvl w:val="{made.level}"/>' if made.level is not None else ""
    bold = "<w:b/><w:bCs/>" if made.bold else ""
    plain = "<w:noProof/>" if made.fonts else ""
    colour = f'<w:color w:val="{made.colour}"/>' if made.colour and own else ""
    sized = f'<w:sz w:val="{made.size}"/><w:szCs w:val="{made.size}"/>' if made.size else ""
    return (
        f"<w:pPr>{kept}{spaced}{indented}{closed}{level}</w:pPr>"
        f"<w:rPr>{made.fonts}{bold}{plain}{colour}{sized}</w:rPr>"
    )


def _id(style: BaseOxmlElement) -> str:
    return str(style.get(qn("w:styleId")))


def _value(element: BaseOxmlElement, path: str) -> str:
    found = element.find("/".join(map(qn, path.split("/"))))
    return "" if found is None else str(found.get(qn("w:val"), ""))
