"""What became of every tied column, as findings: a cause each, the likeliest culprit where one slip explains it.

A difference is only a *warning* where one slip of a typist would leave exactly it, everything else in the column
agrees, and no sum in the filing suspected speaks for the figure. All else that filings change is theirs to change:
*info*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from auditor.compare import wording
from auditor.compare.bridges import Bridge, bridges
from auditor.compare.causes import Cause, causes
from auditor.compare.comparison import Change, Difference, Doubt, Printed
from auditor.compare.renaming import telling_words, with_renamed
from auditor.compare.tying import Fact, Tie, by_filing
from auditor.model.figure import Figure
from auditor.model.finding import SEVERITIES, Severity, Typo
from auditor.model.typist import slip

FEWEST_AGREEING = 5  # other lines of a column, before one that differs is a misprint rather than a change
FEWEST_DIGITS = 4  # of an amount in no sum, before a slip is told from a revision
CHECKS = {"reclassified": "CP102", "restated": "CP103", "rounded": "CP104", "split": "CP106", "differs": "CP101"}
EITHER, LIKELY = 0.5, 0.9  # confidence in a suspect where nothing tells the two apart; where its own sums fail
TELLING_SLIPS: tuple[Typo, ...] = ("transposition", "omission", "insertion")


def comparative_findings(ties: Sequence[Tie]) -> Iterator[Difference]:
    """The findings over tied columns, filing by filing."""
    seen: set[tuple[str, str]] = set()
    for held in by_filing(ties).values():
        whole = [with_renamed(tie) for tie in held]
        yield from (_finding(cause) for cause in causes([bridge for tie in whole for bridge in bridges(tie)]))
        yield from _renamings(whole, seen)


def _finding(cause: Cause) -> Difference:
    bridge = cause.bridges[0]
    severity: Severity = "info"
    suspects: tuple[Doubt, ...] = ()
    if cause.kind == "differs":
        severity, suspects, message = _differing(cause)
    else:
        words = {
            "reclassified": wording.reclassified,
            "restated": wording.restated,
            "rounded": wording.rounded,
            "split": wording.split,
        }
        message = words[cause.kind](cause)
    changes = tuple(dict.fromkeys(_change(one.tie, fact) for one in cause.bridges for fact in one.facts))
    return Difference(
        CHECKS[cause.kind],
        severity,
        "mismatch",
        message,
        bridge.tie.earlier.position,
        bridge.tie.later.position,
        bridge.tie.yours.period,
        _printed(changes),
        changes,
        suspects,
        fingerprint(CHECKS[cause.kind], [figure for one in cause.bridges for figure in _figures(one)]),
    )


def _differing(cause: Cause) -> tuple[Severity, tuple[Doubt, ...], str]:
    """(severity, suspects, message) of a line that changed alone."""
    bridge = cause.bridges[0]
    tie, fact = bridge.tie, bridge.facts[0]
    one, other = tie.printed(fact)
    alone = bridge.is_alone and tie.agreeing >= FEWEST_AGREEING
    side = _suspected(bridge)
    typo = None
    if one is not None and other is not None and one.exponent == other.exponent:
        typo = telling_slip(one.mantissa or 0, other.mantissa or 0, side in bridge.broken)
    vouched = not bridge.broken and len(bridge.guarded) == 2  # in both filings it foots: two facts, no misprint
    if typo is None or not alone or vouched:
        return "info", (), wording.differs(cause, None, None, alone)
    return "warning", tuple(_doubts(tie, fact, side, typo)), wording.differs(cause, typo, side, alone)


def _suspected(bridge: Bridge) -> bool | None:
    """In which filing the figure is likelier wrong: where a sum over it fails, or where none vouches for it while the
    other filing's do; None where nothing tells."""
    if len(bridge.broken) == 1:
        return next(iter(bridge.broken))
    if not bridge.broken and len(bridge.guarded) == 1:
        return not next(iter(bridge.guarded))
    return None


def telling_slip(printed: int, meant: int, is_broken: bool) -> Typo | None:
    """The slip that makes the one amount of the other; None where none does, or where a revision would look the same.

    Both are mantissas of one place. Where no sum fails, a changed last digit and a turned sign tell nothing: amounts
    are revised, and signs set anew.
    """
    kind = slip(printed, meant)
    if kind is None or is_broken:
        return kind
    if min(abs(printed), abs(meant)) < 10 ** (FEWEST_DIGITS - 1):
        return None
    if kind in TELLING_SLIPS:
        return kind
    return kind if kind == "substitution" and abs(printed) // 10 != abs(meant) // 10 else None


def _doubts(tie: Tie, fact: Fact, side: bool | None, typo: Typo) -> Iterator[Doubt]:
    one, other = tie.printed(fact)
    for is_later, printed, meant in ((False, one, other), (True, other, one)):
        if printed is None or meant is None or side is (not is_later):
            continue
        filing = tie.later if is_later else tie.earlier
        confidence = EITHER if side is None else LIKELY
        place = Printed(filing.position, printed.index)
        kind = slip(printed.mantissa or 0, meant.mantissa or 0) or typo
        yield Doubt(place, confidence, meant.text, meant.value or Decimal(0), kind)


def _renamings(ties: Sequence[Tie], seen: set[tuple[str, str]]) -> Iterator[Difference]:
    """One finding for all lines that the later of two filings calls otherwise, but for those ``seen`` before."""
    told: dict[tuple[str, str], tuple[Tie, Fact]] = {}
    for tie in ties:
        for fact in tie.facts:
            if not fact.renamed or not fact.label or (fact.renamed, fact.label) in seen:
                continue
            if telling_words(fact.renamed) != telling_words(fact.label):
                told.setdefault((fact.renamed, fact.label), (tie, fact))
    seen.update(told)
    if not told:
        return
    changes = tuple(replace(_change(tie, fact), label=f"{old} → {new}") for (old, new), (tie, fact) in told.items())
    tie = next(iter(told.values()))[0]
    figures = [figure for tie, fact in told.values() for figure in tie.printed(fact) if figure is not None]
    yield Difference(
        "CP105",
        "info",
        "hygiene",
        wording.renamed(tie, list(told)),
        tie.earlier.position,
        tie.later.position,
        tie.yours.period,
        _printed(changes),
        changes,
        (),
        fingerprint("CP105", figures),
    )


def _change(tie: Tie, fact: Fact) -> Change:
    return Change(
        fact.label,
        None if fact.earlier is None else Printed(tie.earlier.position, fact.earlier),
        None if fact.later is None else Printed(tie.later.position, fact.later),
        Decimal(fact.delta).scaleb(fact.exponent) if fact.delta else Decimal(0),
    )


def _printed(changes: Sequence[Change]) -> tuple[Printed, ...]:
    return tuple(dict.fromkeys(one for change in changes for one in (change.earlier, change.later) if one is not None))


def _figures(bridge: Bridge) -> list[Figure]:
    return [figure for fact in bridge.facts for figure in bridge.tie.printed(fact) if figure is not None]


def fingerprint(check: str, figures: Sequence[Figure]) -> str:
    """Stable under edits elsewhere: the check, and each figure's label path, period and printed value."""
    parts = [check]
    for figure in figures:
        parts += ["/".join((*figure.path, figure.label)), str(figure.period), figure.text]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def by_severity(findings: Iterable[Difference]) -> list[Difference]:
    """Most serious first, then in the order of the filings."""
    order = {severity: rank for rank, severity in enumerate(reversed(SEVERITIES))}
    return sorted(findings, key=lambda one: (order[one.severity], one.later, one.earlier, one.check))
