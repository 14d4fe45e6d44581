"""Extraction: documents become tables, figures and claims."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model.audit import Extraction
from auditor.model.document import Document

__all__ = ["extract", "extract_all"]


def extract_all(documents: Sequence[Document]) -> Extraction:
    """Every figure of every document of a file, numbered through, at its place in the file."""
    from auditor.extract.identification import with_identifications
    from auditor.extract.joining import joined

    whole = joined([(document, extract(document)) for document in documents])
    return with_identifications(whole, documents)


def extract(document: Document) -> Extraction:
    """Every figure of one document: those in tables first, then those in word tables, then those in prose.

    Passes are imported when the first document comes, so that importing the package costs nothing.
    """
    if document.media == "text" and not document.worksheets:
        from auditor.extract.plain import extract_plain

        return extract_plain(document)
    if document.media == "schedule":
        from auditor.extract.schedule import extract_schedule

        return extract_schedule(document)
    if document.media == "xbrl":
        from auditor.extract.instance import extract_instance

        return extract_instance(document)
    from auditor.extract.pages import extract_page

    return extract_page(document)
