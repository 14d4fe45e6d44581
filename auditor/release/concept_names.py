"""What a release calls a line, and which of the vocabulary's concepts that is.

A release names lines by the elements of a taxonomy ("us-gaap:Assets", "Assets"), by the vocabulary's own names
("total_assets") or by printed labels ("Total assets"). What is none of them keeps its name and no concept.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from auditor.extract.elements import concept_of_element, words_of_element
from auditor.extract.per_share import PER_SHARE, share_concept
from auditor.extract.vocabulary import Concept, by_key, keys, kind_of_unit, matching, vocabulary

PRIMARY = ("income_statement", "balance_sheet", "cash_flow", "equity")  # in the order of an annual report
_PREFIXES = ("us-gaap:", "us-gaap_", "us_gaap:", "usgaap:")


_told: list[object] = []  # the vocabulary that the answers kept below were found in


def _current() -> dict[str, Concept]:
    """The vocabulary; where a user's labels have made it another, the answers kept of the former are dropped."""
    words = vocabulary()
    if not _told or _told[0] is not words:
        for kept in (_concept_named, _statement_of_concept, _ranks):
            kept.cache_clear()
        _told[:] = [words]
    return words


def concept_named(name: str, unit: str | None, statement: str | None = None) -> str | None:
    """The concept of a line called ``name`` whose values are in ``unit``; None where it is unknown or stays open.

    >>> concept_named("us-gaap:Assets", "USD"), concept_named("Assets", None), concept_named("total_assets", "EUR")
    ('total_assets', 'total_assets', 'total_assets')
    >>> concept_named("Cost of goods sold", "USD"), concept_named("acme:Widgets", "USD")
    ('cost_of_sales', None)
    """
    _current()
    return _concept_named(name, unit, statement)


@lru_cache(maxsize=65536)
def _concept_named(name: str, unit: str | None, statement: str | None) -> str | None:
    name = name.strip()
    if name in vocabulary():
        return name
    element = concept_of_element(_element(name))
    if element is not None:
        return element
    if ":" in name:  # of a taxonomy that is not known here: its words may mean anything
        return None
    kind = kind_of_unit(unit)
    label = name.replace("_", " ")
    if kind in ("per_share", "shares", None) and (found := share_concept(label, (), kind, kind == "per_share")):
        return found
    if PER_SHARE.search(label.lower()) and kind not in ("per_share", None):
        return None
    for key in keys(label):
        for concept in by_key().get(key, ()):
            if kind in (None, concept.unit) and (statement is None or statement in concept.statements):
                return concept.name
    fitting = [c for c in matching(label) if c.keys and kind in (None, c.unit)]
    return fitting[0].name if len(fitting) == 1 else None


def narrower(name: str, concept: str | None, reported: Collection[str]) -> str | None:
    """The concept where an entity reports the elements ``reported`` too: net income beside the group's is the
    parent's. ``reported`` are names as `_element` makes them of the entity's lines."""
    if concept is None:
        return None
    return concept_of_element(_element(name), reported) or concept


def element_name(name: str) -> str:
    """The name under which a line stands among the elements an entity reports."""
    return _element(name.strip())


def _element(name: str) -> str:
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            return "us-gaap:" + name[len(prefix) :]
    return f"us-gaap:{name}" if name.isidentifier() else name


def label_named(name: str) -> str:
    """A line's name as words.

    >>> label_named("us-gaap:AssetsCurrent"), label_named("total_assets"), label_named("Total assets")
    ('Assets Current', 'total assets', 'Total assets')
    """
    name = name.strip()
    if " " in name or not (":" in name or "_" in name or name.isidentifier()):
        return name
    return words_of_element(name)


def statement_of_concept(concept: str | None) -> str | None:
    """The statement on which a release's value of the concept stands: the first that prints it; None elsewhere.

    >>> statement_of_concept("net_income"), statement_of_concept("cash"), statement_of_concept(None)
    ('income_statement', 'balance_sheet', None)
    """
    _current()
    return _statement_of_concept(concept)


@lru_cache(maxsize=1024)
def _statement_of_concept(concept: str | None) -> str | None:
    if concept is None:
        return None
    statements = vocabulary()[concept].statements
    return next((one for one in PRIMARY if one in statements), None)


def ranks() -> dict[str, int]:
    """The order of concepts as statements print them: totals below their parts."""
    _current()
    return _ranks()


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {name: rank for rank, name in enumerate(vocabulary())}
