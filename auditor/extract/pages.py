"""Pages: documents with cells (HTML, sheets) become tables, figures and claims."""

from __future__ import annotations

from auditor.model.audit import Extraction
from auditor.model.document import Document


def extract_page(document: Document) -> Extraction:
    """Every figure of a page's worksheets, and of its running text."""
    raise NotImplementedError(document.media)
