"""The words of the company's own name, which tell no line of its filing from another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.identify.told.vocabulary import tokens
from auditor.model.document import Document

OPENING = 6_000  # characters of a document in which the company introduces itself
PASSAGES = 60
LONGEST_NAME = 60  # characters

_NAME = r"((?:[A-Z][\w&'-]*\.?\s+){0,4}?[A-Z][\w&'-]*)"
_INTRODUCED = (
    re.compile(
        rf"\b{_NAME},?\s+(?:Inc|Corp|Corporation|Company|Companies|plc|PLC|Ltd|Limited|Group|Holdings|L\.?P|N\.?V)\b"
    ),
    re.compile(rf"\b{_NAME}\s*[\u00ae\u2122]?\s*[(\[](?:NYSE|NASDAQ|Nasdaq|AMEX|OTC|TSX|LSE)"),
    re.compile(rf"\b{_NAME}\s*[\u00ae\u2122]?\s+(?:today\s+)?(?:announced|reported|announces|reports)\b"),
)


def company_words(documents: Sequence[Document]) -> frozenset[str]:
    """The telling words of every name under which the company introduces itself, by header or in its first lines."""
    found: set[str] = set()
    for document in documents:
        if document.company:
            found.update(tokens(document.company))
        for name in _introduced(_opening(document)):
            found.update(tokens(name))
    return frozenset(found)


def _opening(document: Document) -> str:
    if document.passages:
        return "\n".join(passage.text[:OPENING] for passage in document.passages[:PASSAGES])[:OPENING]
    return document.text[:OPENING]


def _introduced(text: str) -> Iterator[str]:
    for pattern in _INTRODUCED:
        for match in pattern.finditer(text):
            if len(match[1]) <= LONGEST_NAME:
                yield match[1]
