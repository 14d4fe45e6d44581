"""What a run of bytes is: its encoding, and whether it is text at all."""

from __future__ import annotations

import re
from typing import Literal

SAMPLE = 65_536  # bytes looked at to tell text from binary
CONTROL_SHARE = 0.02  # more control characters than this and it is not text
HTML_HEAD = 4_096  # characters in which a page declares itself
FRAGMENT = 65_536  # characters of a page without a head in which its tags are counted
FRAGMENT_TAGS = 8  # a text that quotes a tag or two is no page

# Control characters of no text; \x1a ends old DOS files; \x1b starts colours.
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1A), *range(0x1C, 0x20), 0x7F))
_HTML = re.compile(r"<(?:!doctype\s+html|(?:\w+:)?html|body)\b", re.IGNORECASE)
_PAGE_TAG = re.compile(
    r"</?(?:div|span|font|p|td|tr|th|br|b|i|u|a|center|h[1-6]|hr|li|ul|pre|strong|em|tbody)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
# Atomic groups: a row of comments is passed in one way only, and in linear time.
_FIRST_TAG = re.compile(r"\s*+(?>(?:<!--(?>.*?-->)\s*+)*)<[a-z][\w-]*(?:\s[^<>]{0,2000})?>", re.IGNORECASE | re.DOTALL)
_BLANKS = re.compile(r"\s*")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_JSON = re.compile(r"\s*(?:\{\s*(?:[\"'}])|\[\s*(?:[\[{\"\]]|-?\d))")

Encoding = Literal["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]


def encoding_of(data: bytes) -> Encoding | None:
    """The encoding of ``data``, or None where it is not text.

    >>> encoding_of("Net income  1".encode("utf-16-le"))
    'utf-16-le'
    >>> encoding_of(bytes([137, 80, 78, 71, 0, 0, 0, 13, 0, 1, 2])) is None
    True
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16" if _decodes(data, "utf-16") else None
    bare = _bare_utf16(data[:SAMPLE])
    if bare is not None:
        return bare if _decodes(data, bare) else None
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\x00" in sample or controls > CONTROL_SHARE * len(sample):
        return None
    if _decodes(data, "utf-8"):
        return "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    return "cp1252" if _decodes(data, "cp1252") else "latin-1"


def _bare_utf16(sample: bytes) -> Encoding | None:
    """UTF-16 without a byte order mark shows as NULs in every other place."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def xml_root(text: str) -> str:
    """The local name of the root element where the text is XML, else "".

    A text that begins with an element counts only where it declares itself XML or the root has a name space.

    >>> xml_root('<?xml version="1.0"?><!-- made by hand --><link:linkbase xmlns:link="...">')
    'linkbase'
    >>> xml_root("<PAGE>  12"), xml_root("Net income")
    ('', '')
    """
    at = _after_blanks(text, 0)
    declared = text[at : at + 5].lower() == "<?xml"
    while text.startswith(("<?", "<!"), at):
        closing = "?>" if text[at + 1] == "?" else "-->" if text.startswith("<!--", at) else ">"
        if closing == ">" and "[" in text[at : text.find(">", at)]:  # a document type with declarations of its own
            closing = "]>"
        end = text.find(closing, at)
        if end < 0:
            return ""
        at = _after_blanks(text, end + len(closing))
    root = _ROOT.match(text, at)
    if root is None:
        return ""
    return root[2] if declared or "xmlns" in text[at : at + SAMPLE].partition(">")[0] else ""


def _after_blanks(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def is_html(text: str) -> bool:
    """Whether the text is a web page: it declares itself one, or is a piece of one, set in its tags.

    >>> is_html("<div><p>Sales <b>1</b></p><p>Costs <b>2</b></p></div>"), is_html("<TABLE>\\n<S>  <C>\\nSales  1")
    (True, False)
    """
    if _HTML.search(text, 0, HTML_HEAD):
        return True
    if not _FIRST_TAG.match(text):
        return False
    tags = _PAGE_TAG.finditer(text, 0, FRAGMENT)
    return sum(1 for _, _ in zip(range(FRAGMENT_TAGS), tags, strict=False)) == FRAGMENT_TAGS


def is_json(text: str) -> bool:
    """Whether the text begins as JSON does (or as what was meant to be JSON).

    >>> is_json('{"cik": 1}'), is_json("[LOGO]"), is_json("{'cik': 1}")
    (True, False, True)
    """
    return bool(_JSON.match(text))


_SIGNATURES = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # an empty one
    (b"PAR1", "parquet"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old office program (.doc, .xls)"),
    (b"\x89PNG\r\n", "a picture (PNG, binary data)"),
    (b"GIF8", "a picture (GIF, binary data)"),
    (b"\xff\xd8\xff", "a picture (JPEG, binary data)"),
    (b"BZh", "an archive (bzip2)"),
    (b"\xfd7zXZ\x00", "an archive (xz)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (b"Rar!", "an archive (RAR)"),
    (b"{\\rtf", "a rich text document (RTF)"),
)


def signature(data: bytes) -> str:
    """What the first bytes say: "gzip", "zip", "parquet", or the words for a kind that is not read; "" for others.

    >>> signature(b"PAR1..."), signature(b"Net income")
    ('parquet', '')
    """
    return next((kind for begin, kind in _SIGNATURES if data.startswith(begin)), "")
