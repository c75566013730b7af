"""Word documents for tests: what was written, read back; and houses' templates, made."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping

import docx
from docx.document import Document
from docx.table import Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACEHOLDER = "{{progress-table}}"


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, str]:
    """Return the parts of a document by name, each as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def rows(table: Table) -> list[list[str]]:
    """Return the texts of a table, a cell over several columns once."""
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]


def texts(data: bytes) -> Iterator[str]:
    """Yield the texts of the body, paragraphs and rows of tables in their order."""
    for block in opened(data).iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(row) for row in rows(block))
        else:
            yield block.text


def headed(data: bytes) -> list[tuple[str, str]]:
    """Return the titles and headings of a document: their styles and texts."""
    told = [(each.style.name or "", each.text) for each in opened(data).paragraphs if each.style]
    return [(style, text) for style, text in told if style.startswith(("Title", "Heading"))]


def template(make: Callable[[Document], object] | None = None) -> bytes:
    """Return a house's document: python-docx's own with a placeholder, or as `make` makes it."""
    document = docx.Document()
    if make is None:
        document.add_paragraph(PLACEHOLDER)
    else:
        make(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(
    data: bytes,
    change: Callable[[str, str], str],
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a document whose parts of XML were changed by name and text, and with more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(out, "w") as made:
        for name in file.namelist():
            content = file.read(name)
            is_xml = name.endswith((".xml", ".rels"))
            made.writestr(name, change(name, content.decode()) if is_xml else content)
        for name, extra in (more or {}).items():
            made.writestr(name, extra)
    return out.getvalue()


def with_relation(data: bytes, kind: str, target: str, *, external: bool = False) -> bytes:
    """Return a document whose body is related to something, which may be outside of it."""
    mode = ' TargetMode="External"' if external else ""
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    return changed(
        data,
        lambda name, text: (
            text.replace("</Relationships>", relation)
            if name.endswith("document.xml.rels")
            else text
        ),
    )


def with_body(data: bytes, xml: str) -> bytes:
    """Return a document with this XML before the last section of its body."""
    return changed(
        data,
        lambda name, text: (
            re.sub(
                r"(<w:sectPr(?!.*<w:sectPr))", lambda found: xml + found[0], text, flags=re.DOTALL
            )
            if name == "word/document.xml"
            else text
        ),
    )
