"""Pages in a browser: one file that asks no network for anything, and what it is made of.

    page.css page.js    how it looks on a screen and on paper; sorting and filtering
    tables              tables, row by row
    charts              lines as SVG

Without the script a page is still whole. Its policy forbids whatever is not in the file, so that a
server, a mail program or a portal may show it under a strict one of its own.
"""

from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files

from tracker.formats.page import Title
from tracker.formats.palette import hues
from tracker.formats.visible import visible

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def escaped(text: str) -> str:
    """Return a text of the user as a browser shows it: never a tag, an entity or an attribute."""
    return escape(visible(text))


def direction(text: str) -> str:
    """Return the attribute that lets a text find its own direction; none where it needs none."""
    return "" if text.isascii() else ' dir="auto"'


def opening(title: str, *, wide: bool) -> Iterator[str]:
    """Yield what begins a page; a `wide` one is printed in landscape."""
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escaped(title)}</title>\n<style>\n{_shipped('page.css')}"
    for tint in hues():
        yield f".{tint.hue} {{ --ground: #{tint.ground}; --text: #{tint.text}; }}\n"
    yield f"</style>\n</head>\n<body{' class=wide' if wide else ''}>\n<main>\n"


def heading(title: Title) -> Iterator[str]:
    """Yield what a page is called, and the lines about it."""
    yield f"<h1{direction(title.text)}>{escaped(title.text)}</h1>\n"
    for line in title.about:
        yield f'<p class="about"{direction(line)}>{escaped(line)}</p>\n'


def short_names(names: Mapping[str, str]) -> Iterator[str]:
    """Yield the list of short names that ends a document; nothing if there is none."""
    if names:
        yield '<h2>Short names</h2>\n<dl class="facts">\n'
        for short, name in sorted(names.items()):
            yield f"<dt>{escaped(short)}</dt><dd{direction(name)}>{escaped(name)}</dd>\n"
        yield "</dl>\n"


def closing() -> Iterator[str]:
    """Yield what ends a page."""
    yield f"</main>\n<script>\n{_shipped('page.js')}</script>\n</body>\n</html>\n"


def _shipped(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
