"""The sentences that the forms share: the verdict, what was probably meant, how much is covered."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.gate.baseline import Entry
from auditor.gate.outcome import CLEAN, FOUND, Amount, Gated, Point, Run, Severity, Standing
from auditor.report.words import TYPO, count, visible

RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
SEVERITY_NOUN: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
MEANING = ("clean, as far as it could be tested", "findings", "could not audit")  # of the exit statuses 0, 1 and 2
_PASSED_OVER: dict[Standing, str] = {
    "accepted": "accepted", "tolerated": "tolerated", "off": "of checks turned off"
}  # fmt: skip
NOTHING = "no filing was found, so nothing was audited"


def ranked(run: Run) -> list[tuple[Gated, Point]]:
    """Every open finding, the most serious first, those that close the gate before those that do not."""
    found = [(filing, point) for filing in run.filings for point in filing.open]
    return sorted(found, key=lambda each: (RANK[each[1].severity], each[1].severity not in each[0].failing))


def unaudited(run: Run) -> Iterator[tuple[Gated, str, str]]:
    """The filings that could not be audited, each with the kind of failure and what it says."""
    for filing in run.filings:
        if filing.failure is not None:
            yield filing, filing.failure[0], filing.failure[1].removeprefix(f"{filing.path}: ")


def short(run: Run) -> list[Gated]:
    """The filings of which less is covered than their policy asks for."""
    return [filing for filing in run.filings if filing.is_short]


def suspect(point: Point) -> Amount | None:
    """The figure that is most likely wrong; None where nothing points at one."""
    return point.amounts[0] if point.suggested and point.amounts else None


def primary(point: Point) -> Amount | None:
    """The figure a finding is shown at: the suspect, or the first of those that take part."""
    return point.amounts[0] if point.amounts else None


def suggestion(point: Point) -> str:
    """``Probably meant 642,224 for 642,224 million: the unit word …``, or "" where nothing points at one figure."""
    amount = suspect(point)
    if amount is None:
        return ""
    how = f": {TYPO[point.typo]}" if point.typo in TYPO else ""
    return f"Probably meant {visible(point.suggested)} for {visible(amount.text)}{how}."


def told(point: Point) -> str:
    """The whole finding in a line: its message, and what was probably meant unless the message says so itself."""
    message = visible(point.message)
    if point.suggested and f"should read {visible(point.suggested)}" in message:
        return message
    return f"{message} {suggestion(point)}".rstrip()


def reviewed(entry: Entry) -> str:
    """``a pro forma column (A. Controller, 2026-11-22)``: why a finding may stand, who says so and when."""
    by = ", ".join(part for part in (visible(entry.who), entry.when.isoformat() if entry.when else "") if part)
    reason = visible(entry.reason) or "no reason given"
    return f"{reason} ({by})" if by else reason


def named(amount: Amount) -> str:
    """``Total assets (3 months to 2003-03-31)``"""
    label = visible(amount.label).strip() or "unlabelled"
    return f"{label} ({visible(amount.period)})" if amount.period else label


def percent(filing: Gated) -> str:
    """The coverage, never rounded up: 59.96 is not the 60 that a policy asks for.

    A tenth of a percent is shown where there is one: ``59.9 %``, ``60 %``; ``–`` where nothing was read.
    """
    if not filing.figures:
        return "–"
    whole, tenth = divmod(1000 * filing.covered // filing.figures, 10)
    return f"{whole}.{tenth} %" if tenth else f"{whole} %"


def covered(filing: Gated) -> str:
    """``a slip in 655 of 714 figures would be noticed (91.7 %)``"""
    if not filing.figures:
        return "no figures were read"
    read = count(filing.figures, "figure")
    return f"a slip in {filing.covered:,} of {read} would be noticed ({percent(filing)})"


def shortfall(filing: Gated) -> str:
    """What a filing's coverage lacks: what is covered, and what its policy asks for."""
    return f"{covered(filing)}; {filing.least:g} % are asked for"


def stale(entry: Entry) -> str:
    """What a reader must know to strike an entry of the baseline."""
    check = f"{visible(entry.check)} " if entry.check else ""
    message = f": {visible(entry.message)}" if entry.message else ""
    return f"No finding has the fingerprint {visible(entry.fingerprint)} any more; strike {check}out{message}"


def counted(run: Run) -> str:
    """``3 filings, 2 errors, 1 warning, 1 accepted``: what there is, and nothing of what there is not."""
    parts = [_filings(run), *_by_severity([point for _, point in ranked(run)])]
    for standing, words in _PASSED_OVER.items():
        number = run.standing(standing)
        parts += [f"{number:,} {words}"] if number else []
    return ", ".join(parts)


def verdict(run: Run) -> str:
    """The run in a sentence or two: whether the gate is open, why, and what does not close it."""
    found = ranked(run)
    closing = _by_severity([point for filing, point in found if point.severity in filing.failing])
    passing = _by_severity([point for filing, point in found if point.severity not in filing.failing])
    if short(run):
        closing.append(f"{count(len(short(run)), 'filing')} covered too little")
    if run.stale:
        entries = count(len(run.stale), "stale entry of the baseline", "stale entries of the baseline")
        (closing if run.fail_on == "warning" else passing).append(entries)
    failures = sum(1 for _ in unaudited(run))
    if failures:
        closing.append(f"{failures:,} of {count(len(run.filings), 'filing')} could not be audited")
    if not run.filings:
        closing.append(NOTHING)
    rest = f" Not closing it: {', '.join(passing)}." if passing else ""
    if run.status == CLEAN:
        return f"The gate is open.{rest}" if rest else f"The gate is open: nothing to see to in {_filings(run)}."
    return f"The gate is closed: {', '.join(closing)}.{rest}"


def exit_status(run: Run) -> str:
    """``exit status 1: findings``"""
    return f"exit status {run.status}: {MEANING[run.status]}"


def standing(filing: Gated) -> str:
    """A filing's verdict in two words, as a table has them."""
    if filing.failure is not None:
        return "not audited"
    if filing.status == FOUND:
        return "findings" if any(point.severity in filing.failing for point in filing.open) else "covered too little"
    return "clean" if not filing.open else "passes"


def _filings(run: Run) -> str:
    return count(len(run.filings), "filing")


def _by_severity(points: list[Point]) -> list[str]:
    severities = [point.severity for point in points]
    return [count(severities.count(each), noun) for each, noun in SEVERITY_NOUN.items() if each in severities]
