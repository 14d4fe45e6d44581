"""HTML: a page becomes worksheets and passages, each of which leads back to its place in the source.

lxml parses; what it builds is walked once. Nothing is fetched, no entity but HTML's own is known, and neither depth
nor number of cells is without a limit.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from auditor.model.document import Document
from auditor.read.cover import describe
from auditor.read.failure import over_limit, unreadable
from auditor.read.page_walk import Page
from auditor.read.source import Source
from auditor.read.text import line_starts

if TYPE_CHECKING:
    from lxml.etree import _Element

TAGS = 3_000_000  # of one page, opening and closing; a large annual report has a tenth of that
COVER = 60_000  # characters of running text within which the cover describes the filing

_INLINE_XBRL = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']http://www\.xbrl\.org/\d+/inlineXBRL[\"']")


def read_html(source: Source) -> Document:
    """The page as one document, "inline-xbrl" where it carries tags. Raises `ReadFailure` where it holds no words."""
    text = source.text
    root = parse(text)
    prefix = _INLINE_XBRL.search(text, 0, 200_000)
    bare = "ix" if "<ix:nonFraction" in text else None  # a section cut from a page lacks the declaration
    page = Page(text, root, prefix[1].lower() if prefix else bare)
    page.walk(root, 0)
    page.flush()
    page.end_run()
    running = "\n".join(passage.text for passage in page.passages)[:COVER]
    form, company, period, cover = describe(running)
    if not page.worksheets and not page.passages:
        raise unreadable(f"{source.path}: a page without words")
    contexts, units = {}, {}
    if page.tag_elements:
        from auditor.read.contexts import contexts_of, units_of

        contexts, units = contexts_of(root), units_of(root)
    return Document(
        id="d1",
        path=source.path,
        media="inline-xbrl" if page.tag_elements else "html",
        text=text,
        sha256=hashlib.sha256(source.data).hexdigest(),
        line_starts=line_starts(text),
        form=form,
        company=company,
        period=period,
        encoding=source.encoding.removesuffix("-sig"),
        cover=cover,
        worksheets=tuple(page.worksheets),
        passages=tuple(page.passages),
        tags=page.tags(),
        contexts=contexts,
        units=units,
    )


def parse(text: str) -> _Element:
    """The page's root. Raises `ReadFailure` where there is none, or it is too large to be looked at."""
    from lxml import etree

    if text.count("<") > TAGS:
        raise over_limit(f"a page of more than {TAGS:,} tags")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise unreadable(f"the page cannot be parsed: {' '.join(str(error).split())}") from None
    if root is None:
        raise unreadable("a page without an element")
    return root
