"""The traces of people in a house's document, which must not leave with what is written into it.

Who wrote it and saved it last, for which company and manager; the numbers by which Word tells one
sitting from another; who commented and changed, what they said and took out; the folders in which
things lay. What the document shows of itself stays, but for fields that would show one of these.
"""

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_LEFT_BEHIND = frozenset(
    (
        "attachedTemplate",  # the folder of the one who made it
        "comments",
        "commentsExtended",
        "commentsExtensible",
        "commentsIds",
        "customXml",  # what servers know of a document: its author, its workflow
        "glossaryDocument",
        "keyMapCustomizations",
        "mailMergeSource",
        "mailMergeHeaderSource",
        "people",
        "recipientData",
        "transform",
    )
)
"""Relationships to what is not needed to show a document, and may name somebody."""

_TAKEN_OUT = tuple(
    qn(f"w:{name}")
    for name in (
        *("del", "moveFrom"),  # what somebody deleted, which Word keeps until it is accepted
        *("commentRangeStart", "commentRangeEnd", "commentReference"),
    )
)
_SETTINGS = frozenset(
    (
        "attachedTemplate",
        "docId",
        "docVars",
        "mailMerge",
        "rsids",
        "saveThroughXslt",
        "writeProtection",
    )
)
_NOBODY = "Author"  # as Word itself writes, when it is asked to remove personal information
_PERSONAL = re.compile(
    r"\s*(?:AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|FILENAME|TEMPLATE"
    r"|(?:DOCPROPERTY|INFO)\s+\"?(?:author|lastsavedby|last author|manager|company|template|"
    r"filename|path|nameofapplication))\b",
    re.IGNORECASE,
)
_OF_ELSEWHERE = re.compile(
    r"\s*(?:DOCPROPERTY|DOCVARIABLE|INFO|INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|IMPORT|RD)\b",
    re.IGNORECASE,
)
_PERSONAL_BOUND = re.compile(r"creator|author|lastModifiedBy|Manager|Company", re.IGNORECASE)
_FOLDER = re.compile(r"(?:file:|[A-Za-z]:[\\/]|\\\\|/(?:Users|home)/).*[\\/]", re.IGNORECASE)
_OF_A_PERSON = ("author", "initials", "userId", "providerId", "lastEdited")


def remove(root: BaseOxmlElement, name: str) -> None:
    """Remove the traces of people from a part of XML of this name."""
    if name.endswith(".rels"):
        _unlink(root, is_root=name == "_rels/.rels")
        return
    for element in list(root.iter(*_TAKEN_OUT)):
        element.getparent().remove(element)
    for element in list(root.iter("*")):
        _forget(element)
    if root.tag == qn("w:settings"):
        for element in list(root):
            if _local(element) in _SETTINGS:
                root.remove(element)
    _unbind(root)
    _settle_simple_fields(root)
    _settle_fields(root)


def _unlink(root: BaseOxmlElement, *, is_root: bool) -> None:
    """Drop relationships; at the root lie properties and the thumbnail beside the document."""
    for each in list(root):
        kind = each.get("Type", "").rpartition("/")[2]
        if kind in _LEFT_BEHIND or (is_root and kind != "officeDocument"):
            root.remove(each)
        elif each.get("TargetMode") == "External":
            each.set("Target", _FOLDER.sub("", each.get("Target", ""), count=1) or "about:blank")


def _forget(element: BaseOxmlElement) -> None:
    if element.tag == qn("w:rsid"):
        element.getparent().remove(element)
        return
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if name.startswith("rsid") or name == "dateUtc" or key == qn("w:date"):
            del element.attrib[key]
        elif name in _OF_A_PERSON and key.startswith("{"):
            element.set(key, _NOBODY if name == "author" else "")
        elif _FOLDER.match(value):
            element.set(key, _FOLDER.sub("", value, count=1))


def _unbind(root: BaseOxmlElement) -> None:
    """Part controls from the properties that they show, and empty those that show a person."""
    for bound in list(root.iter(qn("w:dataBinding"))):
        if _PERSONAL_BOUND.search(bound.get(qn("w:xpath"), "")):
            _empty(bound.getparent().getparent().iter(qn("w:t")))
        bound.getparent().remove(bound)


# -- fields ---------------------------------------------------------------------------------------
#
# Those about properties and other files leave only what they show, and those about persons nothing.
# Neither leaves with the document, and a field would turn into an error when it is next counted.


def _settle_simple_fields(root: BaseOxmlElement) -> None:
    for field in list(root.iter(qn("w:fldSimple"))):
        code = field.get(qn("w:instr"), "")
        if not (_PERSONAL.match(code) or _OF_ELSEWHERE.match(code)):
            continue
        if _PERSONAL.match(code):
            _empty(field.iter(qn("w:t")))
        for inner in list(field):
            field.addprevious(inner)
        field.getparent().remove(field)


class _Field:
    """A field that spans runs: its code, the elements that make it, and the texts it shows."""

    def __init__(self, begin: BaseOxmlElement) -> None:
        self.code = ""
        self.marks = [begin]
        self.shown: list[BaseOxmlElement] = []
        self.is_shown = False

    def settle(self) -> None:
        is_personal = _PERSONAL.match(self.code)
        if is_personal:
            _empty(iter(self.shown))
        if is_personal or _OF_ELSEWHERE.match(self.code):
            for mark in self.marks:
                mark.getparent().remove(mark)


def _settle_fields(root: BaseOxmlElement) -> None:
    fields: list[_Field] = []  # that are open, one in the other
    for element in list(root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t"))):
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            fields.append(_Field(element))
        elif fields and _local(element) == "t":
            for each in fields:
                each.shown += [element] if each.is_shown else []
        elif fields:
            fields[-1].marks.append(element)
            fields[-1].is_shown |= kind == "separate"
            fields[-1].code += "" if kind else element.text or ""
            if kind == "end":
                fields.pop().settle()


def _empty(texts: Iterator[BaseOxmlElement]) -> None:
    for text in texts:
        text.text = ""


def _local(element: BaseOxmlElement) -> str:
    return str(element.tag).rpartition("}")[2]
