"""Why a planted typo went unnoticed, said by rule from the reports on the filing and on its copy.

The first that applies:

* it is no amount but a number by name: of a telephone, a file, a rule, a ZIP code;
* it was not read at all, or is an amount in a sentence;
* no relation covers it (its ``protection`` is "none"): a share count, an amount a share or other unit, a percentage,
  an amount in a table of which nothing is covered, or in one of which other figures are;
* every sum and equality it stands in still holds with the typo, within rounding;
* it is noted as *info* only;
* a finding came, but names other figures;
* the relation was given up: with the typo it is no longer believed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import Any

from planted import Case, Report, Verdict

IDENTIFIER = "identifier"  # the unit of the report's identification numbers
KINDS = {  # in the order in which they are shown
    "unread": "not read as a figure",
    "identifier": "no amount: a telephone, file or rule number, a ZIP code",
    "sentence": "an amount in a sentence",
    "shares": "a number of shares that no relation covers",
    "per unit": "an amount a share, ounce or other unit that no relation covers",
    "percentage": "a percentage that no relation covers",
    "bare table": "an amount in a table of which no relation covers anything",
    "bare line": "an amount that no relation covers, in a table where some cover others",
    "rounding": "covered, but the change lies within rounding",
    "info": "covered, and noted as info only",
    "others": "covered, but what is reported names other figures",
    "given up": "covered, but with the typo the relation is no longer believed",
}
TESTED = ("linear", "equal")  # forms whose residual says whether a change lies within rounding
HEREABOUTS = 2  # lines

# What stands before a number that counts nothing: "ZIP:", "File No. 0-", "Rule ", "Cupertino, CA  "
_NAMED = re.compile(
    r"\b(?:zip(?: code)?|telephone|phone|fax|number|nos?\.?|rule|statement|section|form|box)"
    r"[\s:.#(]*(?:[\d-]{1,12}[\s)-]{0,3})?\Z",
    re.IGNORECASE,
)
_NO_DIGIT = re.compile(r"[^0-9.]")
_STATE = re.compile(r",? [A-Z]{2}\.?\s{1,3}\Z")  # before five digits: a ZIP code


@dataclass(frozen=True)
class Original:
    """The report on a filing as published, so arranged that its figures are found again."""

    starts: list[int]
    placed: list[dict[str, Any]]  # figures by where they stand, as `starts`
    by_digits: dict[str, list[dict[str, Any]]]
    identities: dict[str, list[dict[str, Any]]]  # by figure, those that were tested
    covered: frozenset[str]  # tables in which some relation covers a figure

    @classmethod
    def of(cls, report: Report) -> Original:
        placed = sorted((f for f in report["figures"] if f["start"] is not None), key=itemgetter("start"))
        by_digits: dict[str, list[dict[str, Any]]] = {}
        for figure in report["figures"]:
            by_digits.setdefault(digits_of(figure["text"]), []).append(figure)
        identities: dict[str, list[dict[str, Any]]] = {}
        for identity in report["identities"]:
            if identity["status"] != "skipped":
                for term in identity["terms"]:
                    identities.setdefault(term["figure"], []).append(identity)
        return cls(
            [figure["start"] for figure in placed],
            placed,
            by_digits,
            identities,
            frozenset(f["table"] for f in report["figures"] if f["table"] and f["protection"] != "none"),
        )

    def figure(self, case: Case) -> dict[str, Any] | None:
        """The figure printed around the digits that a case changes; a sign or "$" may stand far before them.

        Where a format's offsets are not those of the whole file, the nearest figure of these digits hereabouts.
        """
        start, end, digits, line = case.amount.start, case.amount.end, digits_of(case.amount.text), case.line
        place = bisect_right(self.starts, start) - 1
        if place >= 0 and self.placed[place]["end"] >= end and digits_of(self.placed[place]["text"]) == digits:
            return self.placed[place]
        near = [(abs((one["line"] or 0) - line), at) for at, one in enumerate(self.by_digits.get(digits, ()))]
        near = sorted(one for one in near if one[0] <= HEREABOUTS)
        if not near or (len(near) > 1 and near[0][0] == near[1][0]):
            return None
        return self.by_digits[digits][near[0][1]]


def digits_of(text: str) -> str:
    """Digits and point of a printed number, by which the typo benchmark knows a figure again."""
    return _NO_DIGIT.sub("", text).strip(".")


def kind(verdict: Verdict, original: Original) -> str:
    """One of `KINDS` for a case that was not detected."""
    amount = verdict.case.amount
    figure = original.figure(verdict.case)
    if (figure is not None and figure["unit"] == IDENTIFIER) or _counts_nothing(amount.text, verdict.case.lead):
        return "identifier"
    if figure is None:
        return "sentence" if amount.kind == "prose" else "unread"
    if figure["table"] is None:
        return "sentence"
    if figure["protection"] == "none":
        return _uncovered(figure, original.covered)
    identities = [one for one in original.identities.get(figure["id"], []) if one["form"] in TESTED]
    change = _change(figure, verdict)
    if change is not None and identities and all(_still_holds(one, figure["id"], change) for one in identities):
        return "rounding"
    return _reported(verdict)


def _counts_nothing(text: str, lead: str) -> bool:
    if not text.isdigit():
        return False
    return bool(_NAMED.search(lead) or (len(text) == 5 and _STATE.search(lead)))


def _uncovered(figure: dict[str, Any], covered: Iterable[str]) -> str:
    unit = figure["unit"] or ""
    if unit == "shares":
        return "shares"
    if unit == "percent":
        return "percentage"
    if "/" in unit:
        return "per unit"
    return "bare line" if figure["table"] in covered else "bare table"


def _change(figure: dict[str, Any], verdict: Verdict) -> Fraction | None:
    """By how much the typo changes the figure's value; None where its value is not known."""
    was, value = digits_of(verdict.case.amount.text), figure["value"]
    if value is None or not was or not Decimal(was):
        return None
    unit = Fraction(value) / Fraction(was)
    if verdict.case.typo == "sign":
        return -2 * Fraction(value)
    return (Fraction(digits_of(verdict.case.now)) - Fraction(was)) * unit


def _still_holds(identity: dict[str, Any], figure: str, change: Fraction) -> bool:
    """Whether a linear relation's residual stays within its tolerance; one that fails already says no."""
    if identity["status"] != "holds" or identity["residual"] is None or identity["tolerance"] is None:
        return False
    coefficient = sum(Fraction(term["coefficient"]) for term in identity["terms"] if term["figure"] == figure)
    residual = Fraction(identity["residual"])
    moved = coefficient * change
    # The sign in which a residual is printed is not promised, so the change must be harmless in either direction.
    return all(abs(residual + way * moved) <= Fraction(identity["tolerance"]) for way in (1, -1))


def _reported(verdict: Verdict) -> str:
    """What the report on the copy says beyond that on the filing."""
    texts = {figure["id"]: digits_of(figure["text"]) for figure in verdict.planted["figures"]}
    wanted = digits_of(verdict.case.now)
    known = {finding["fingerprint"] for finding in verdict.clean["findings"]}
    new = [finding for finding in verdict.planted["findings"] if finding["fingerprint"] not in known]
    if any(finding["severity"] == "info" and wanted in map(texts.get, finding["figures"]) for finding in new):
        return "info"
    return "others" if any(finding["severity"] != "info" for finding in new) else "given up"
