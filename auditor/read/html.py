"""HTML: a page becomes worksheets and passages."""

from __future__ import annotations

from auditor.model.document import Document
from auditor.read.failure import unreadable
from auditor.read.source import Source


def read_html(source: Source) -> Document:
    """The page as one document."""
    raise unreadable(f"{source.path}: HTML is not read yet, only plain text")
