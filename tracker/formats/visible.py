"""User text made safe to look at: what would steer a terminal or hide itself becomes visible.

Control characters would move the cursor, bidirectional overrides reorder a line, invisible
ones hide in it. Each is shown as a sign instead: the picture of a control character (`␛`), or
its code point (`<U+202E>`). Everything a script needs is kept: letters, combining marks, joiners
(Persian, emoji) and the direction marks of Arabic and Hebrew.

What a format then does with line breaks is the format's choice. No escaping for Markdown,
spreadsheets or JSON is here.
"""

import re

_KEPT = "\n\t"
# C0, DEL and C1; soft hyphen; the Mongolian vowel separator; zero-width space; line and paragraph
# separators; embeddings, overrides and isolates; invisible operators; surrogates; the byte order
# mark; interlinear marks; the two that are no characters, which XML refuses; tags.
HIDDEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
"""The inside of a character class: what is made visible. Line feed and tab are not among them."""

_HIDDEN = f"[{HIDDEN}]"  # compiled by `re` when a text first needs it
_BREAKS = r"\r\n|[\n\t]"


def visible(text: str) -> str:
    """Return `text` with its hidden characters shown as signs; line feeds and tabs are kept."""
    if text.isprintable():  # the usual case, decided in C
        return text
    return re.sub(_HIDDEN, _sign, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return `text` made visible on one line: line breaks and tabs become spaces."""
    if text.isprintable():
        return text
    return re.sub(_HIDDEN, _sign, re.sub(_BREAKS, " ", text))


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    if found.group() < " ":
        return chr(0x2400 + code)
    return "\u2421" if found.group() == "\x7f" else f"<U+{code:04X}>"
