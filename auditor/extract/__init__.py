"""Extraction: a `Document` becomes tables, figures and claims."""

from __future__ import annotations

from auditor.model.audit import Extraction
from auditor.model.document import Document

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """Every figure of the document: those in tables first, then those in word tables, then those in prose.

    The passes are imported when the first document comes, so that importing the package costs nothing.
    """
    from auditor.extract.concepts import bind
    from auditor.extract.layout import read_layout
    from auditor.extract.prose import claims as read_claims
    from auditor.extract.prose import overlong
    from auditor.extract.quantities import read_quantities

    layout = read_layout(document)
    tables, figures = read_quantities(document, layout.tables, layout.figures)
    figures, claims = read_claims(document, tables, figures)
    seen = layout.seen + len(tables) - len(layout.tables)
    diagnostics = (*layout.diagnostics, *overlong(document))
    return Extraction(tables, bind(tables, figures), claims, diagnostics, seen)
