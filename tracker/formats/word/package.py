"""A Word document as a file: a template read with care, the same document written the same bytes.

A template comes from anywhere. It is refused if it is no Word document, too large once unpacked, or
holds macros; nothing in it is fetched or run.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml

from tracker.errors import Unreadable
from tracker.formats.word import traces

MARK = "w:tracker"
"""The element, which no document has, in whose place the body is written."""

_TYPES = "[Content_Types].xml"
_MOST_FILE = 50 * 2**20
_MOST_UNPACKED = 200 * 2**20
_MOST_PARTS = 5_000
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject|vbaData", re.IGNORECASE)
_STRICT = b"purl.oclc.org/ooxml"
_XML = (".xml", ".rels")
_CHUNK = 2**17
_MOST_PLAIN = 200_000  # rows; a part of more than 2 GB needs the wide form of zip
_FIXED = (1980, 1, 1, 0, 0, 0)


def opened(path: str) -> Document:
    """Return a template (`.docx` or `.dotx`) without its traces of people.

    Raises `Unreadable` if it is not there, is no Word document, is too large or has macros.
    """
    parts = _unpacked(path)
    held = BytesIO()
    try:
        with ZipFile(held, "w") as file:
            for name, data in parts.items():
                file.writestr(name, _cleaned(name, data))
        return docx.Document(held)
    # What the library raises of a part that is missing, broken (a SyntaxError) or another.
    except (SyntaxError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise Unreadable(
            f"The template {path} is damaged. Open it in Word, which may mend it, and save it anew."
        ) from error


def _cleaned(name: str, data: bytes) -> bytes:
    if name == _TYPES or not name.endswith(_XML):
        return data
    root = parse_xml(data)
    if root.getroottree().docinfo.doctype:  # no program that saves documents writes one
        raise SyntaxError
    traces.remove(root, name)
    return serialize_part_xml(root)


def _unpacked(path: str) -> Mapping[str, bytes]:
    data = _read(path)
    try:
        with ZipFile(BytesIO(data)) as file:
            infos = [each for each in file.infolist() if not each.is_dir()]
            _check_size(infos, path)
            parts = {each.filename.lstrip("/"): file.read(each) for each in infos}
    except (BadZipFile, RuntimeError, OSError, ValueError, EOFError, zlib.error) as error:
        raise Unreadable(
            f"The template {path} is no Word document, or has a password. Save it as .docx first."
        ) from error
    types = parts.get(_TYPES, b"")
    if _MACROS.search(types) or any(_MACROS.search(name.encode()) for name in parts):
        raise Unreadable(f"The template {path} holds macros. Save it without them, as .docx.")
    if _DOCUMENT not in types and _TEMPLATE not in types:
        raise Unreadable(f"The template {path} is no Word document. Save it as .docx first.")
    if _STRICT in parts.get("_rels/.rels", b""):
        raise Unreadable(
            f"The template {path} is in the strict form. Save it as a Word document (.docx)."
        )
    return parts | {_TYPES: types.replace(_TEMPLATE, _DOCUMENT)}


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(_MOST_FILE + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "that is no name of a file"
        raise Unreadable(
            f"The template {path} cannot be read: {why}. Name a Word document (.docx)."
        ) from error
    if len(data) > _MOST_FILE:
        raise Unreadable(f"The template {path} is larger than 50 MB. Take its pictures out.")
    return data


def _check_size(infos: Sequence[ZipInfo], path: str) -> None:
    """Refuse what unpacks to too much; what a part says of its size is the most that is read."""
    if any(each.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for each in infos):
        raise BadZipFile
    if len(infos) > _MOST_PARTS or sum(each.file_size for each in infos) > _MOST_UNPACKED:
        raise Unreadable(
            f"The template {path} unpacks to more than 200 MB, or to too many parts. Name another."
        )


def save(document: Document, body: Iterable[str], rows: int, out: IO[bytes]) -> None:
    """Write a document whose body goes where its mark is, without holding that in memory.

    Parts stand in a fixed order with fixed dates, so that the same document is the same bytes.
    `rows` is how many rows its tables have.
    """
    plain = BytesIO()
    document.save(plain)
    main = document.part.partname.lstrip("/")
    with ZipFile(plain) as made, TemporaryFile() as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as whole:
            for name in sorted(made.namelist(), key=lambda name: (name != _TYPES, name)):
                info = ZipInfo(name, _FIXED)
                info.compress_type, info.create_system = ZIP_DEFLATED, 0
                if name != main:
                    whole.writestr(info, made.read(name))
                    continue
                head, _, tail = made.read(name).partition(f"<{MARK}/>".encode())
                with whole.open(info, "w", force_zip64=rows > _MOST_PLAIN) as part:
                    for chunk in chain((head,), _chunks(body), (tail,)):
                        part.write(chunk)
        file.seek(0)
        while piece := file.read(_CHUNK):
            out.write(piece)


def _chunks(texts: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= _CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()
