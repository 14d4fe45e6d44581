"""The filings of a batch by company: those of one folder that name one company are compared with each other."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.batch.outcome import Outcome
from auditor.compare.comparison import FEWEST
from auditor.compare.filing import company_words
from auditor.pipeline import audit_file

if TYPE_CHECKING:
    from auditor.compare.comparison import Comparison

_DOCUMENTS = '"documents": '


def company_of(outcome: Outcome) -> str | None:
    """The company that a report line names first; None where it names none, or where nothing could be audited."""
    start = outcome.line.find(_DOCUMENTS)
    if outcome.failure is not None or start < 0:
        return None
    documents, _ = json.JSONDecoder().raw_decode(outcome.line, start + len(_DOCUMENTS))
    return next((one["company"] for one in documents if one["company"]), None)


def groups(audited: Iterable[tuple[str, str | None]]) -> list[tuple[str, list[str]]]:
    """(folder, paths) for every company of every folder, from (path, company): two filings at least, in path order.

    Filings that name no company go with those of their folder where these are all of one.
    """
    folders: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for path, company in audited:
        folders[os.path.dirname(path)].append((path, company))
    found = []
    for folder, filings in folders.items():
        named: list[tuple[frozenset[str], list[str]]] = []
        nameless: list[str] = []
        for path, company in filings:
            words = company_words(company) if company else frozenset[str]()
            if not words:
                nameless.append(path)
                continue
            own = next((paths for known, paths in named if words <= known or known <= words), None)
            if own is None:
                named.append((words, [path]))
            else:
                own.append(path)
        if len(named) <= 1:
            named = [(frozenset(), sorted([*nameless, *(path for _, paths in named for path in paths)]))]
        found += [(folder, paths) for _, paths in named if len(paths) >= FEWEST]
    return found


def comparisons(
    found: Sequence[tuple[str, Sequence[str]]], checks: Sequence[Path] = ()
) -> Iterator[tuple[str, Comparison]]:
    """(folder, comparison) of every group. Its filings are audited once more: a batch keeps their report lines only."""
    from auditor.compare import compare

    for folder, paths in found:
        yield folder, compare([audit_file(path, checks=checks) for path in paths])
