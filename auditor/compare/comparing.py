"""The flow of a comparison: arrange, tie, gather, tell. Each filing has been audited by itself before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.compare.adding import addition_findings
from auditor.compare.comparison import Comparison, Difference, Tally
from auditor.compare.filing import Filing, arranged, companies
from auditor.compare.findings import by_severity, comparative_findings
from auditor.compare.quarters import Addition, additions
from auditor.compare.returning import returned
from auditor.compare.tying import TableBook, Tie, ties
from auditor.model.audit import Audit
from auditor.model.diagnostic import Diagnostic
from auditor.pipeline import internal


def compare(audits: Sequence[Audit]) -> Comparison:
    """Hold every filing against those before it. Audits that failed are left out; of fewer than two nothing comes.

    >>> compare([]).findings
    ()
    """
    filings = tuple(arranged([audit for audit in audits if audit.failure is None]))
    try:
        return _compared(audits, filings)
    except Exception as error:  # a defect of ours must not cost a batch its other companies; it is reported, not hidden
        return Comparison(filings, (), (), failure=internal(error))


def _compared(audits: Sequence[Audit], filings: tuple[Filing, ...]) -> Comparison:
    book = TableBook()
    held = list(ties(filings, book))
    added = list(additions(filings, book))
    found: list[Difference] = [*returned(list(comparative_findings(held)), filings), *addition_findings(added)]
    remarks = (*_remarks(audits, filings), *_without_common(filings, held, added))
    return Comparison(filings, tuple(_tallies(held, added)), tuple(by_severity(found)), remarks)


def _tallies(held: Sequence[Tie], added: Sequence[Addition]) -> list[Tally]:
    counts: dict[tuple[int, int], Counter[str]] = {}
    for tie in held:
        count = counts.setdefault((tie.earlier.position, tie.later.position), Counter())
        count["columns"] += 1
        count["lines"] += len(tie.paired)
        count["equal"] += sum(not fact.delta and not fact.is_rounded for fact in tie.paired)
        count["within_rounding"] += sum(fact.is_rounded for fact in tie.paired)
    for addition in added:
        positions = [part.filing.position for part in addition.columns]
        counts.setdefault((min(positions), max(positions)), Counter())["additions"] += len(addition.lines)
    return [Tally(earlier, later, **count) for (earlier, later), count in sorted(counts.items())]


def _remarks(audits: Sequence[Audit], filings: Sequence[Filing]) -> list[Diagnostic]:
    remarks = [
        Diagnostic(
            "info" if audit.failure.kind == "no-figures" else "warning",
            f"{audit.document.path}: left out, {audit.failure.message.removeprefix(f'{audit.document.path}: ')}",
        )
        for audit in audits
        if audit.failure is not None
    ]
    for filing in filings:
        if filing.as_of is None:
            remarks.append(Diagnostic("info", f"{filing.name} names no period: it is taken where it was given"))
    names = companies(filings)
    if len(names) > 1:
        remarks.append(Diagnostic("warning", f"these are filings of several companies: {', '.join(names)}"))
    return remarks


def _without_common(filings: Sequence[Filing], held: Sequence[Tie], added: Sequence[Addition]) -> list[Diagnostic]:
    """A remark for every filing that has nothing in common with any other."""
    met = {tie.earlier.position for tie in held} | {tie.later.position for tie in held}
    met |= {part.filing.position for addition in added for part in addition.columns}
    return [
        Diagnostic("info", f"{filing.name}: no column of it could be tied to another filing")
        for filing in filings
        if filing.position not in met and len(filings) > 1
    ]
