"""Amounts that one filing prints differently from the filing before it and the one after: it stands alone.

Two findings then tell of one figure. They become one, and the filing between is the one that is doubted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.compare.comparison import Difference, Doubt
from auditor.compare.filing import Filing
from auditor.compare.wording import named, when
from auditor.diagnose.wording import SLIPS
from auditor.model.typist import slip

SANDWICHED = 0.95  # confidence in the suspect: two filings against one
CHECK = "CP101"


def returned(findings: Sequence[Difference], filings: Sequence[Filing]) -> list[Difference]:
    """The findings, those that tell of a change and of the change back made one."""
    followed = {
        change.earlier: (finding, change.change)
        for finding in findings
        if finding.check == CHECK and len(finding.changes) == 1
        for change in finding.changes
        if change.earlier is not None and change.later is not None
    }
    found: list[Difference] = []
    dropped: set[int] = set()
    for finding in findings:
        change = finding.changes[0] if finding.check == CHECK and len(finding.changes) == 1 else None
        back = followed.get(change.later) if change is not None and change.later is not None else None
        if change is None or back is None or back[1] != -change.change or back[1] == 0:
            found.append(finding)
            continue
        dropped.add(id(back[0]))
        found.append(_joined(finding, back[0], filings))
    return [finding for finding in found if id(finding) not in dropped]


def _joined(there: Difference, back: Difference, filings: Sequence[Filing]) -> Difference:
    """One finding of a change and the change back; a warning where one slip explains it and nothing in the filing
    between vouches for its figure."""
    first, middle, last = there.changes[0].earlier, there.changes[0].later, back.changes[0].later
    assert first is not None and middle is not None and last is not None  # `returned` looks at paired figures only
    meant, printed = filings[first.filing].figures[first.figure], filings[middle.filing].figures[middle.figure]
    kind = slip(printed.mantissa or 0, meant.mantissa or 0) if printed.exponent == meant.exponent else None
    again = f"{filings[last.filing].name[:1].upper()}{filings[last.filing].name[1:]} prints {meant.text} again"
    figures = tuple(dict.fromkeys((*there.figures, *back.figures)))
    if kind is None or filings[middle.filing].is_vouched(middle.figure):
        return replace(there, figures=figures, message=f"{there.message} {again}.")
    doubt = Doubt(middle, SANDWICHED, meant.text, meant.value or Decimal(0), kind)
    message = (
        f"{named(printed.label)} {when(there.period)} is {printed.text} in {filings[middle.filing].name}, but "
        f"{meant.text} in {filings[first.filing].name} and in {filings[last.filing].name}. "
        f"One slip explains it: {SLIPS[kind]}."
    )
    return replace(there, severity="warning", figures=figures, message=message, suspects=(doubt,))
