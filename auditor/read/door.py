"""The door: what a file is, by its bytes, and the reader for it."""

from __future__ import annotations

import os

from auditor.model.document import Document
from auditor.read.failure import unreadable
from auditor.read.sniff import is_html, is_xml
from auditor.read.source import Source, source_of


def read(path: str | os.PathLike[str]) -> Document:
    """The first, or only, document of the file at ``path``."""
    return read_documents(path)[0]


def read_documents(path: str | os.PathLike[str]) -> tuple[Document, ...]:
    """Every document of the file at ``path``. Raises `ReadFailure`, never anything else, where that cannot be done."""
    return documents_of(source_of(os.fspath(path)))


def documents_of(source: Source) -> tuple[Document, ...]:
    """The documents of one source, by what its bytes are."""
    from auditor.read.text import read_text

    if not source.text.strip():
        raise unreadable(f"{source.path}: holds nothing but white space")
    if is_html(source.text):
        from auditor.read.html import read_html

        return (read_html(source),)
    if is_xml(source.text):
        raise unreadable(f"{source.path}: XML is not read yet, only plain text")
    return (read_text(source),)
