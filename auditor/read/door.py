"""The door: what a file is, by its bytes, and the reader for it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace

from auditor.model.audit import Failure
from auditor.model.document import Document
from auditor.read.failure import ReadFailure, unreadable, without_figures
from auditor.read.sniff import is_html, is_json, signature, xml_root
from auditor.read.source import Source, source_of


def read(path: str | os.PathLike[str]) -> Document:
    """The first, or only, document of the file at ``path``."""
    return read_documents(path)[0]


def read_documents(path: str | os.PathLike[str]) -> tuple[Document, ...]:
    """Every document of the file at ``path``. Raises `ReadFailure`, never anything else, where that cannot be done."""
    return read_source(source_of(os.fspath(path)))


def read_source(source: Source) -> tuple[Document, ...]:
    """Every document of a file whose bytes are at hand. Raises `ReadFailure`, never anything else."""
    try:
        return documents_of(source)
    except ReadFailure as refused:  # a reader of parts does not know the file's name
        said = refused.failure.message
        named = said if said.startswith(source.path) else f"{source.path}: {said}"
        raise ReadFailure(Failure(refused.failure.kind, named), source.sha256) from None


def documents_of(source: Source) -> tuple[Document, ...]:
    """The documents of one source, by what its bytes are.

    Archives are opened, one deep; bytes that are no text are a workbook or a data frame, or are refused by name.
    """
    kind = signature(source.data)
    if kind in ("gzip", "zip"):
        from auditor.read.archive import read_archive

        first, *others = read_archive(source, kind)
        # The first document bears the file's path, and so the digest of that file, not of what it expands to.
        return (replace(first, sha256=hashlib.sha256(source.data).hexdigest()), *others)
    if kind == "parquet":
        from auditor.read.frames import read_frames

        return (read_frames(source),)
    if kind:
        raise unreadable(f"{source.path}: {kind} is not read here")
    if not source.text.strip():
        raise unreadable(f"{source.path}: holds nothing but white space")
    return text_documents(source)


def text_documents(source: Source) -> tuple[Document, ...]:
    """The documents of a source that holds text: a submission, tagged data, a page, a list of cells, or plain lines."""
    from auditor.read.submission import is_submission, read_submission

    text = source.text
    if is_submission(text):
        return read_submission(source)
    if is_json(text):
        from auditor.read.releases import describe_json

        raise without_figures(f"{source.path}: {describe_json(text, source.path)}")
    root = xml_root(text)
    if root and root.lower() != "html":
        return _tagged(source, root)
    if is_html(text):
        from auditor.read.html import read_html

        return (read_html(source),)
    from auditor.read.releases import data_set_part

    if part := data_set_part(text):
        raise without_figures(f"{source.path}: {part}")
    from auditor.read.frames import is_csv, read_frames

    if is_csv(text):
        return (read_frames(source),)
    from auditor.read.text import read_text

    return (read_text(source),)


def _tagged(source: Source, root: str) -> tuple[Document, ...]:
    """An XBRL instance; other XML is refused by name."""
    if root == "xbrl":
        from auditor.read.xbrl import read_instance

        return (read_instance(source),)
    if root in ("linkbase", "schema"):
        from auditor.read.releases import beside

        kind = "an XBRL linkbase" if root == "linkbase" else "an XBRL schema"
        raise without_figures(f"{source.path}: {kind}, which is read with its instance{beside(source.path)}")
    raise unreadable(f"{source.path}: XML with the root <{root}>, which is no filing")
