"""How findings are put into words: the same on the console, on the page and in any other form."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal, localcontext
from itertools import groupby

from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.identity import Identity
from auditor.model.table import Table
from auditor.report.document import exact

TYPO = {
    "transposition": "two neighbouring digits changed places",
    "substitution": "one digit was struck for another",
    "omission": "a digit is missing",
    "insertion": "a digit too many",
    "sign": "the sign, or its brackets, is wrong",
    "scale": "the unit word or the decimal point is out of scale",
    "stale": "the figure of an earlier period or version was left standing",
    "swap": "two figures changed places",
    "other": "not a single slip of the keyboard",
}
SEVERITY = {"error": "Error", "warning": "Warning", "info": "Note"}
DOUBT = {  # verdicts that do not say that the amounts contradict one another
    "suspect-extraction": "a doubt about the tool: it may have misread the filing",
    "hygiene": "how it is printed, not the amount",
}
PROTECTION = {
    "locatable": "a slip here would be found and placed",
    "detectable": "a slip here would be found, but not placed",
    "none": "nothing checks this figure",
}

MOST_DIGITS = 400  # of a residual: far more than any amount has

# Controls would drive a terminal, and direction overrides would show a number other than the one printed.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    """Text of a filing made safe to show: on one line, controls and direction marks replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _SPACES.sub(" ", text))


def visible_lines(text: str) -> str:
    """The same of several lines, which stay lines, their blanks as they are."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 error``, ``2 errors``, ``1,204 figures``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def verdict(audit: Audit) -> str:
    """The audit in one line."""
    if audit.failure is not None:
        return "Not audited."
    severities = [finding.severity for finding in audit.findings]
    errors, warnings, notes = (severities.count(word) for word in ("error", "warning", "info"))
    rest = [count(number, word) for number, word in ((warnings, "warning"), (notes, "note")) if number]
    tail = f", {' and '.join(rest)}" if rest else ""
    if errors:
        return f"{count(errors, 'error')} that rounding cannot explain{tail}."
    if rest:
        return f"No errors{tail}."
    failing = sum(identity.status == "violated" and identity.standing == "confirmed" for identity in audit.identities)
    if failing:
        return f"Nothing to report: {count(failing, 'relation')} failing on evidence too weak."
    return "Everything that could be tested agrees."


def covered(audit: Audit) -> str:
    """Coverage in one line."""
    coverage = audit.coverage
    if not coverage.figures:
        return "no figures were read"
    return (
        f"a slip in {coverage.detectable:,} of {count(coverage.figures, 'figure')} would be found "
        f"({percent(coverage.detectable, coverage.figures)}), in {coverage.locatable:,} also placed"
    )


def percent(part: int, whole: int) -> str:
    """A whole percentage in which 100 % means all and 0 % none; ``–`` of nothing."""
    if not whole:
        return "–"
    rounded = (200 * part + whole) // (2 * whole)
    return f"{rounded if part in (0, whole) else min(max(rounded, 1), 99)} %"


def where(figure: Figure) -> str:
    """``line 531``, ``cell B7`` of a sheet, ``table 12, row 5`` of a page, or ``in the text`` where none is known."""
    return visible(figure.whereabouts) or "in the text"


def where_table(table: Table) -> str:
    """``line 72`` of a text, ``table 12`` of a page, ``row 3`` of a sheet: where a table begins."""
    if table.anchor is not None:
        return table.anchor.replace("[", " ").replace("]", "")
    if table.rows and table.rows[0].number is not None:
        return f"row {table.rows[0].number:,}"
    return f"line {table.line:,}"


def name(figure: Figure) -> str:
    """A figure's label, or its nearest heading for an unlabelled total, or its line for one in a sentence."""
    if figure.label.strip():
        return visible(figure.label).strip()
    if figure.path:
        return f"unlabelled under “{visible(figure.path[-1]).strip()}”"
    return f"unlabelled, {where(figure)}"


def common_place(identity: Identity, figures: tuple[Figure, ...]) -> int:
    """The power of ten in which all members are printed; 0 where they differ or are finer than one."""
    members = [figures[index] for index in identity.members if not figures[index].nil]
    exponents = {figure.exponent - figure.zeros for figure in members}
    return max(0, exponents.pop()) if len(exponents) == 1 else 0


def grouped(value: Decimal) -> str:
    """An exact decimal with thousands separators and a true minus."""
    text = exact(value) or "0"
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    return f"{sign}{int(whole):,}{point}{rest}"


def difference(identity: Identity, figures: tuple[Figure, ...]) -> str:
    """By how much the relation fails and what rounding allows, in the figures' printed places where they share them."""
    if identity.residual is None:
        return ""
    if identity.form in ("ratio", "change", "average") and identity.total is not None:
        return _difference_of_quotient(identity.residual, identity.tolerance, figures[identity.total])
    unit = Decimal(1).scaleb(-common_place(identity, figures))
    text = f"difference {grouped(identity.residual.copy_abs() * unit)}"
    if identity.tolerance is None:
        return text
    if not identity.tolerance:
        return f"{text}; rounding allows none"
    return f"{text}; rounding allows {grouped(identity.tolerance * unit)}"


def _difference_of_quotient(residual: Decimal, tolerance: Decimal | None, total: Figure) -> str:
    """A quotient has digits without end: shown to one place beyond the last that is printed, the bound rounded up."""
    place = Decimal(1).scaleb(min(total.exponent - 1, 0))
    with localcontext() as context:
        context.prec = MOST_DIGITS
        off = residual.copy_abs().quantize(place)
        bound = None if tolerance is None else tolerance.quantize(place, ROUND_CEILING)
    return f"difference {grouped(off)}" + (f"; rounding allows {grouped(bound)}" if bound is not None else "")


def changed(printed: str, suggested: str) -> list[tuple[str, bool]]:
    """The suggested text in runs, each with whether it differs from the printed text (or the other way round).

    Texts of one length are compared place by place, so that exchanged digits show as two.
    """
    if len(printed) == len(suggested):
        pairs = groupby(zip(printed, suggested, strict=True), key=lambda pair: pair[0] != pair[1])
        return [("".join(new for _, new in run), differs) for differs, run in pairs]
    from difflib import SequenceMatcher

    runs: list[tuple[str, bool]] = []
    for tag, _, _, begin, end in SequenceMatcher(None, printed, suggested, autojunk=False).get_opcodes():
        if end > begin:
            runs.append((suggested[begin:end], tag != "equal"))
    return runs
