"""What a run of bytes is: its encoding, and whether it is text at all."""

from __future__ import annotations

import re
from typing import Literal

SAMPLE = 65_536  # bytes looked at to tell text from binary
CONTROL_SHARE = 0.02  # more control characters than this and it is not text
HTML_HEAD = 4_096  # characters in which a page declares itself

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")  # \x1a ends old DOS files; \x1b starts colours
_HTML = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)

_XBRL = re.compile(r"<(?:\w+:)?(?:xbrl|linkbase|schema)\b", re.IGNORECASE)

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
    if b"\x00" in sample or len(_CONTROL.findall(sample)) > CONTROL_SHARE * len(sample):
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


def is_xml(text: str) -> bool:
    """Whether the text is an XML document: an XBRL instance, a linkbase, a feed."""
    return text.lstrip()[:5].lower() == "<?xml" or bool(_XBRL.match(text.lstrip()[:200]))


def is_html(text: str) -> bool:
    """Whether the text declares itself a web page (a submission's own header does not count)."""
    return bool(_HTML.search(text, 0, HTML_HEAD))
