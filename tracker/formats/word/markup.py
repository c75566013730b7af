"""Text as WordprocessingML: characters, runs and paragraphs. What they say is not known here.

Everything is built as text, not as a tree: a table of 100,000 rows goes into the file as it is
made. So this is the one place that escapes. A text of the user is literal: hidden characters and
those that XML forbids become signs (`visible`), line breaks become breaks, and what is written
from right to left is marked so, or Word would set its punctuation at the wrong end.
"""

import re
from collections.abc import Iterator

from tracker.formats.visible import one_line, visible

BOLD = "<w:b/><w:bCs/>"

# Hebrew, Arabic and what is between them; their presentation forms; the historic scripts of the
# first supplementary plane that run that way; Adlam and its neighbours.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LTR = f"(?:(?![{_RTL}])[^\\W\\d_])"
_STRONG = re.compile(f"[{_RTL}]|{_LTR}")
_HAS_RTL = re.compile(f"[{_RTL}]")
_RTL_PART = re.compile(f"[{_RTL}](?:[{_RTL}\\W\\d_]*[{_RTL}])?")
_LTR_PART = re.compile(f"{_LTR}(?:(?:{_LTR}|[\\W\\d_])*(?:{_LTR}|\\d))?")
_CLOSING = re.compile(r"[)\]]*")
_OPENING = {")": "(", "]": "["}
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_NEEDS_ESCAPE = re.compile(r'[&<>"]')


def attribute(text: str) -> str:
    """Return a text of the user as the value of an attribute in double quotes."""
    return one_line(text).translate(_ESCAPED)


def runs_from_right(text: str) -> bool:
    """Tell whether a text is read from right to left, by its first letter."""
    if text.isascii() or not _HAS_RTL.search(text):
        return False
    first = _STRONG.search(text)
    return first is not None and _HAS_RTL.match(first.group()) is not None


def runs(text: str, look: str = "") -> str:
    """Return a text as runs that all `look` alike (properties of a run, without direction)."""
    if not text:
        return ""
    text = visible(text)
    if text.isascii() or not _HAS_RTL.search(text):
        return _run(text, look)
    rtl = f"{look}<w:rtl/>"
    return "".join(_run(part, rtl if is_rtl else look) for part, is_rtl in _parts(text) if part)


def paragraph(text: str, style: str, *, look: str = "", keep: bool = False, jc: str = "") -> str:
    """Return a text as one paragraph of a style; `keep` holds it on the page of the next one."""
    return framed(runs(text, look), style, keep=keep, jc=jc, from_right=runs_from_right(text))


def framed(
    inside: str, style: str, *, keep: bool = False, jc: str = "", from_right: bool = False
) -> str:
    """Return a paragraph around runs."""
    held = "<w:keepNext/>" if keep else ""
    turned = "<w:bidi/>" if from_right else ""
    placed = f'<w:jc w:val="{jc}"/>' if jc else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{held}{turned}{placed}</w:pPr>{inside}</w:p>'


def gap(section: str = "") -> str:
    """Return a paragraph as low as can be: between two tables, or at the end of a `section`."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
    )


def field(name: str) -> str:
    """Return a field that Word counts, such as PAGE."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Part a text where its direction changes; what has none goes with the text around it."""
    base = runs_from_right(text)
    place = 0
    for found in (_LTR_PART if base else _RTL_PART).finditer(text):
        part = found.group()
        for closing in _CLOSING.match(text, found.end()).group():  # type: ignore[union-attr]  # any
            if part.count(_OPENING[closing]) > part.count(closing):
                part += closing
        yield text[place : found.start()], base
        yield part, not base
        place = found.start() + len(part)
    yield text[place:], base


def _run(text: str, look: str) -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    if "\n" not in text and "\t" not in text:
        return f"<w:r>{properties}{_text(text)}</w:r>"
    inside = "<w:br/>".join(
        "<w:tab/>".join(map(_text, line.split("\t"))) for line in text.split("\n")
    )
    return f"<w:r>{properties}{inside}</w:r>"


def _text(text: str) -> str:
    if not text:
        return ""
    kept = ' xml:space="preserve"' if text[0] == " " or text[-1] == " " or "  " in text else ""
    if _NEEDS_ESCAPE.search(text):
        text = text.translate(_ESCAPED)
    return f"<w:t{kept}>{text}</w:t>"
