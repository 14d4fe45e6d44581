"""XML is parsed here and only here: without entities, document types, network or unbounded depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.read.failure import unreadable
from auditor.read.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element


def xml_tree(source: Source) -> _Element:
    """The root element of an XML source. Raises `ReadFailure`, with the parser's words and line, where it is broken.

    libxml2's own bounds stay on: 256 levels, ten million characters in one text.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source.data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise unreadable(f"{source.path}: not well-formed XML: {' '.join(str(error).split())}") from None
    if root is None:
        raise unreadable(f"{source.path}: XML without a root element")
    return root
