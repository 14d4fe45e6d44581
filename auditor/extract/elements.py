"""Concepts by the elements of a published taxonomy: what a filing calls by a standard name needs no label."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path

ELEMENTS = Path(__file__).with_name("elements.toml")
PUBLISHED = {"us-gaap:": ("concepts", "beside"), "ifrs-full:": ("ifrs_concepts", "ifrs_beside")}  # parts of the file
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)")


@cache
def _book(prefix: str) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """(concept by element, narrower concept by element with the element it must stand beside) of one taxonomy."""
    entries = tomllib.loads(ELEMENTS.read_text(encoding="utf-8"))
    named, narrower = PUBLISHED[prefix]
    concepts = {element: concept for concept, elements in entries[named].items() for element in elements}
    beside = {element: (other, concept) for element, (other, concept) in entries[narrower].items()}
    return concepts, beside


def concept_of_element(name: str, table: Collection[str] = ()) -> str | None:
    """The concept that ``name`` ("us-gaap:Assets") stands for in a table that reports the elements ``table``.

    >>> concept_of_element("us-gaap:Assets"), concept_of_element("ifrs-full:Assets"), concept_of_element("acme:Assets")
    ('total_assets', 'total_assets', None)
    >>> concept_of_element("us-gaap:NetIncomeLoss", {"us-gaap:NetIncomeLoss", "us-gaap:ProfitLoss"})
    'net_income_parent'
    """
    prefix = next((prefix for prefix in PUBLISHED if name.startswith(prefix)), None)
    if prefix is None:
        return None
    concepts, beside = _book(prefix)
    local = name[len(prefix) :]
    if local in beside and prefix + beside[local][0] in table:
        return beside[local][1]
    return concepts.get(local)


def words_of_element(name: str) -> str:
    """An element's name as words, for want of a label.

    >>> words_of_element("us-gaap:AccountsReceivableNetCurrent")
    'Accounts Receivable Net Current'
    """
    return " ".join(_HUMP.sub(" ", name.rpartition(":")[2]).replace("_", " ").split())
