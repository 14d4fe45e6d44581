"""Plain text: its lines hold tables, tables of words, and sentences."""

from __future__ import annotations

from auditor.extract.concepts import bind
from auditor.extract.layout import read_layout
from auditor.extract.prose import claims as read_claims
from auditor.extract.prose import overlong
from auditor.extract.quantities import read_quantities
from auditor.model.audit import Diagnostic, Extraction
from auditor.model.document import Document


def extract_plain(document: Document) -> Extraction:
    """Every figure of a plain text, in tables, in tables of words and in prose."""
    layout = read_layout(document)
    tables, figures = read_quantities(document, layout.tables, layout.figures)
    remarks: list[Diagnostic] = []
    figures, claims = read_claims(document, tables, figures, remarks=remarks)
    seen = layout.seen + len(tables) - len(layout.tables)
    diagnostics = (*layout.diagnostics, *overlong(document), *remarks)
    return Extraction(tables, bind(tables, figures), claims, diagnostics, tables_seen=seen)
