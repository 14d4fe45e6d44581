"""Runs of the gate made by hand: one of every outcome, and one of text that means harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from auditor.gate.baseline import NAME, Entry
from auditor.gate.outcome import FAILING, Amount, FailOn, Gated, Place, Point, Run, Severity, Standing, Tested

TOOL = "auditor 0.1.0"
HOSTILE = (
    "<script>alert(1)</script> ]]> ::error::x ##[group]x ##vso[x] | `b` ``c`` @all #1 !2 $3,4 $5 [a](http://b.c) "
    "www.d.e ![i](j) <!-- k --> {0} &lt; *m* _n_ ~~o~~ https://p.q r@s.t :smile: deadbeef1234 \\ % , : ' \"\n"
    "\r\n::stop-commands::z\n- li\n# h\n\x00\x07\x1b[31m\u202e\u2067\u200f\u2028\u0085\ud800\udc80\udcff\ufffe\uffff"
)
HOSTILE_PATH = "in <b>|`@all`/q3 report #2, 100%:\n::error::\u202e\udcff.txt"
OWN_CHECK = ("ZZ901", "house-rule-is-broken")  # of a team's own folder: the catalogue does not know it


def line(number: int, column: int, text: str) -> Place:
    """A place in plain text whose lines have eighty characters."""
    start = (number - 1) * 80 + column - 1
    return Place(number, column, column + len(text), start, start + len(text), f"line {number}")


def cell(words: str) -> Place:
    """A place that has words only: "cell B7", "table 12, row 5"."""
    return Place(None, None, None, None, None, words)


TOTAL = Amount("275,657", "Total accrued expenses", "2000-12-31", line(12, 34, "275,657"))
TAXES = Amount("45,234", "Taxes", "2000-12-31", line(10, 35, "45,234"))
PAYROLL = Amount("49,293", "Payroll", "2000-12-31", line(9, 35, "49,293"))


def point(
    severity: Severity = "error", *, standing: Standing = "open", number: int = 1, entry: Entry | None = None
) -> Point:
    """A sum that does not foot: a figure of it is suspected."""
    return Point(
        id=f"e{number}",
        check="FT101",
        name="total-does-not-foot",
        severity=severity,
        found="error",
        verdict="mismatch",
        message="Total accrued expenses is 275,657 but its parts add to 275,567 (difference 90).",
        fingerprint=f"9f2c{number:04d}",
        amounts=(TAXES, TOTAL, PAYROLL),
        suggested="45,324",
        typo="transposition",
        standing=standing,
        entry=entry,
    )


def unexplained(severity: Severity = "warning", number: int = 7) -> Point:
    """A finding of a page for which no one figure is suspected."""
    return Point(
        id=f"e{number}",
        check="IS101",
        name="gross-profit-does-not-tie",
        severity=severity,
        found=severity,
        verdict="suspect-extraction",
        message="Gross profit is not sales minus cost of sales.",
        fingerprint=f"77aa{number:04d}",
        amounts=(
            Amount("1,204", "Gross profit", "", cell("table 12, row 5")),
            Amount("(36)", "", "", cell("table 12, row 6")),
        ),
        suggested="",
        typo="",
        standing="open",
    )


def filing(path: str, *points: Point, fail_on: FailOn = "error") -> Gated:
    """A filing of 714 figures, of which 655 are covered."""
    return Gated(
        path=path,
        sha256="ab" * 32,
        company="Example Co.",
        form="10-Q",
        period="2003-09-30",
        figures=714,
        covered=655,
        points=points,
        tested=(
            Tested("BS101", "balance-sheet-does-not-balance", 4, 0),
            Tested("FT101", "total-does-not-foot", 31, 1),
            Tested(*OWN_CHECK, 2, 0),
        ),
        failure=None,
        seconds=0.25,
        failing=FAILING[fail_on],
    )


def run(*filings: Gated, stale: tuple[Entry, ...] = (), fail_on: FailOn = "error") -> Run:
    return Run(filings, stale, NAME, TOOL, fail_on)


WHEN = date(2026, 11, 22)
ACCEPTED = Entry("accepted", "9f2c0002", "FT101", "a pro forma column, never totalled", "A. Controller", WHEN, line=4)
STALE = Entry("accepted", "dead0001", "BS101", "reclassified", "A. Controller", WHEN, message="Assets are 5.", line=9)
UNREADABLE = Gated(
    path="filings/scan.pdf",
    sha256="cd" * 32,
    company="",
    form="",
    period="",
    figures=0,
    covered=0,
    points=(),
    tested=(),
    failure=("unreadable", "filings/scan.pdf: a PDF; give its text"),
    seconds=0.01,
)

CLEAN = run(filing("filings/q1.txt"), filing("filings/q2.txt"))
ERRORS = run(
    filing("filings/q3.txt", unexplained("info", 6), unexplained(), point()),
    filing("filings/q2.txt"),
    filing("q4.htm", unexplained()),
)
PASSED = run(
    filing(
        "filings/q3.txt",
        point(standing="accepted", number=2, entry=ACCEPTED),
        point(standing="tolerated", number=3),
        point(standing="off", number=4),
        point("warning", number=5),
    )
)
STALE_ENTRIES = run(
    filing("filings/q1.txt"), stale=(STALE, replace(STALE, fingerprint="dead0002", line=0)), fail_on="warning"
)
SHORT = run(replace(filing("filings/q1.txt"), least=95.0))
NOT_AUDITED = run(filing("filings/q1.txt"), UNREADABLE)
NOTHING = run()
PACKED = run(filing("filings/2003 Q3.zip#a b/q3.txt", point()), filing("filings/q3.txt.gz", point(number=2)))

_AMOUNT = Amount(HOSTILE, HOSTILE, HOSTILE, Place(3, 5, 9, 100, 104, HOSTILE))
_ENTRY = Entry("confirmed", HOSTILE, HOSTILE, HOSTILE, HOSTILE, None, HOSTILE, "confirmed", HOSTILE, 3)
_POINT = replace(
    point(entry=_ENTRY),
    verdict=HOSTILE,
    message=HOSTILE,
    fingerprint=HOSTILE,
    amounts=(_AMOUNT, _AMOUNT),
    suggested=HOSTILE,
    typo=HOSTILE,
)
HOSTILE_RUN = Run(
    filings=(
        replace(
            filing(HOSTILE_PATH, _POINT, replace(_POINT, severity="warning"), replace(_POINT, standing="accepted")),
            company=HOSTILE,
            form=HOSTILE,
            period=HOSTILE,
            tested=(Tested("FT101", "total-does-not-foot", 1, 1), Tested(HOSTILE, HOSTILE, 1, 0)),
            least=95.0,
        ),
        replace(UNREADABLE, path=HOSTILE, failure=(HOSTILE, HOSTILE)),
    ),
    stale=(_ENTRY,),
    baseline=HOSTILE_PATH,
    tool=TOOL,
    fail_on="warning",
)

RUNS = {
    "clean": CLEAN,
    "errors": ERRORS,
    "passed over": PASSED,
    "stale entries": STALE_ENTRIES,
    "short coverage": SHORT,
    "not audited": NOT_AUDITED,
    "nothing": NOTHING,
    "packed": PACKED,
    "hostile": HOSTILE_RUN,
}


def saying(words: str) -> Run:
    """A run in which a filing, a finding and the baseline print these words wherever they print any."""
    amount = Amount(words, words, words, Place(3, 5, 9, 100, 104, words))
    own = replace(
        point(), message=words, amounts=(amount, replace(amount, place=cell(words))), suggested=words, verdict=words
    )
    entry = replace(STALE, fingerprint=words, reason=words, who=words, message=words)
    held = replace(filing(words, own, replace(own, standing="accepted", entry=entry)), company=words, least=95.0)
    return run(held, replace(UNREADABLE, path=words, failure=("unreadable", words)), stale=(entry,))
