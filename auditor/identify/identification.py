"""Identification numbers: one number printed in several places, and the form each must have.

Two numbers that differ are mostly two numbers: companies have two telephones, and move. A difference is therefore
taken for a misprint only where one slip of a typist explains it, and passed over otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from auditor.identify.number_forms import WIDTHS, day_of, fault, misprint
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.identification import PERIOD, Identification
from auditor.model.identity import Identity

ACCESSION, DATE, REGISTRATION, ADDRESS, FORM = "HD101", "HD102", "HD103", "HD104", "HD105"
CHECKS = {"accession": ACCESSION, "date": DATE, "moment": DATE, "year end": DATE, "zip": ADDRESS, "phone": ADDRESS}
BITS = 12.0  # of a tie between places that print one number
FORM_BITS = 8.0
FILED = frozenset({"FILED AS OF DATE", "FILING-DATE"})
CHANGED = frozenset({"DATE AS OF CHANGE", "DATE-OF-FILING-DATE-CHANGE"})
SENT = frozenset({"SEC-DOCUMENT", "SEC-HEADER", "IMS-DOCUMENT", "IMS-HEADER"})
ACCEPTED = "ACCEPTANCE-DATETIME"
EVENING = "172500"  # the time of day from which a submission counts as filed on the next working day
CLOSE = 15  # days: two dates no further apart may well be two
WORDED = {"ONE": "1", "TWO": "2", "THREE": "3", "FOUR": "4", "FIVE": "5", "SIX": "6", "SEVEN": "7", "EIGHT": "8"}


def identities(extraction: Extraction) -> list[Identity]:
    """Ties that hold or that a slip breaks, and faults of form; all confirmed, to be appended behind all others."""
    entries = extraction.identifications
    if not entries:
        return []
    year = filing_year(entries)
    found = [identity for one, other in _pairs(entries) for identity in _tie(one, other, entries, year)]
    found += _faults(entries, extraction.figures, year)
    return found


def filing_year(entries: Sequence[Identification]) -> int | None:
    """The year in which most of the header's dates say that it was filed."""
    years = [
        day.year
        for entry in entries
        if entry.label in FILED | SENT | {ACCEPTED} and entry.kind in ("date", "moment") and (day := _day(entry))
    ]
    return max(years, key=years.count, default=None)


def is_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two numbers are divided into parts in the same way."""
    return len(one) == len(other)


def _day(entry: Identification) -> date | None:
    return day_of(entry.digits[0][:8]) if len(entry.digits[0]) in (8, 14) else None


# --- which two print one number -------------------------------------------------------------------------------------


def _pairs(entries: Sequence[Identification]) -> Iterator[tuple[Identification, Identification]]:
    by_kind: dict[str, list[Identification]] = {}
    for entry in entries:
        by_kind.setdefault("date" if entry.kind == "moment" else entry.kind, []).append(entry)
    companies = max((entry.company for entry in entries), default=0)
    for kind, same in by_kind.items():
        if kind == "date":
            yield from _dates(same)
        elif kind == "zip":
            yield from (pair for pair in combinations(same[:40], 2) if _one_place(*pair, companies))
        elif kind == "accession":
            yield from combinations(same[:40], 2)
        elif kind == "year end":
            yield from (pair for pair in combinations(same[:40], 2) if pair[0].verbal != pair[1].verbal)
        elif kind in ("irs", "phone", "file"):
            yield from (pair for pair in combinations(same[:40], 2) if _one_company(*pair, companies))
    keys, numbers = by_kind.get("cik", ()), by_kind.get("accession", ())
    if len(keys) == 1:
        yield from ((keys[0], number) for number in numbers)


def _one_company(one: Identification, other: Identification, companies: int) -> bool:
    """A header's number of a company against its own elsewhere; in a filing of several, only where they agree."""
    if one.source == other.source == "header":
        return False
    return companies <= 1 or "".join(one.digits) == "".join(other.digits)


def _one_place(one: Identification, other: Identification, companies: int) -> bool:
    """Whether two ZIP codes are given for one street and town."""
    if one.source == other.source == "header":
        return one.company == other.company and bool(one.address) and _door(one.address) == _door(other.address)
    header, cover = (one, other) if one.source == "header" else (other, one)
    if header.source != "header" or companies > 1:
        return False
    door = _door(header.address)
    return door[0].isdigit() and door[0] in {WORDED.get(word, word) for word in cover.address.replace(",", " ").split()}


def _door(address: str) -> tuple[str, str]:
    """The number of a house, or the first word of its street, and the town: "1 INFINITE LOOP, CUPERTINO, CA"."""
    street, _, rest = address.replace(".", "").partition(", ")
    first = street.split(" ")[0]
    return WORDED.get(first, first), rest


def _dates(dates: Sequence[Identification]) -> Iterator[tuple[Identification, Identification]]:
    """Dates of the header that are mostly one, and the period with those of the cover."""
    header = [entry for entry in dates if entry.source == "header"]
    kept = [entry for entry in header if entry.label in FILED | CHANGED | SENT | {ACCEPTED}]
    yield from combinations([entry for entry in kept[:12] if entry.kind == "date"], 2)
    for period in [entry for entry in header if entry.label in PERIOD][:1]:
        yield from ((period, entry) for entry in dates if entry.verbal)


# --- whether they agree ---------------------------------------------------------------------------------------------


def _tie(
    one: Identification, other: Identification, entries: Sequence[Identification], year: int | None
) -> Iterator[Identity]:
    if one.kind == "cik":
        yield from _own_key(one, other, year)
    elif is_alike(one.digits, other.digits):
        agree = [_same(a, b) for a, b in zip(one.digits, other.digits, strict=True)]
        if agree.count(False) > 1 or (not all(agree) and not _is_slip(one, other, agree.index(False), entries)):
            return
        for at, holds in enumerate(agree):
            yield _equal(CHECKS.get(one.kind, REGISTRATION), one, other, at, holds)
    elif len(one.digits) == 1 or len(other.digits) == 1:
        whole, parts = (one, other) if len(one.digits) == 1 else (other, one)
        yield from _composed(whole, parts)


def _same(one: str, other: str) -> bool:
    return int(one) == int(other)


def _is_slip(one: Identification, other: Identification, at: int, entries: Sequence[Identification]) -> bool:
    """Whether one slip, or a part repeated for its neighbour, makes the difference; for dates, see `_dated`."""
    shown, meant = one.digits[at], other.digits[at]
    if one.kind == "date" and not _dated(one, other, entries):
        return False
    if one.kind == "year end" and not fault(one, at, shown, None):  # a year may end on another day than it used to
        return False
    wide = max(len(shown), len(meant)) if one.kind == "file" else 0
    shown, meant = shown.rjust(wide, "0"), meant.rjust(wide, "0")
    return bool(misprint(shown, meant) or misprint(meant, shown)) or _stale(one, at) or _stale(other, at)


def _stale(entry: Identification, at: int) -> bool:
    """Whether a part repeats another part of its number."""
    return len(entry.digits) > 1 and entry.digits.count(entry.digits[at]) > 1


def _dated(one: Identification, other: Identification, entries: Sequence[Identification]) -> bool:
    """Whether two dates can hardly be two: no day at all, weeks apart, or one of them against two other witnesses."""
    first, second = day_of(one.digits[0]), day_of(other.digits[0])
    if first is None or second is None or abs((first - second).days) > CLOSE:
        return True
    days = [
        entry.digits[0][:8]
        for entry in entries
        if entry.source == "header" and entry.label in FILED | CHANGED | {ACCEPTED, "SEC-DOCUMENT", "IMS-DOCUMENT"}
        if entry.kind in ("date", "moment")
    ]
    if one.verbal or other.verbal or {one.label, other.label} & {"SEC-HEADER", "IMS-HEADER"}:
        return False  # a header may be made up the evening before
    if any(entry.kind == "moment" and entry.digits[0][8:] >= EVENING for entry in entries):
        return False
    return max(map(days.count, (one.digits[0], other.digits[0]))) >= 3


def _equal(check: str, one: Identification, other: Identification, at: int, holds: bool) -> Identity:
    gap = int(one.digits[at]) - int(other.digits[at])
    loose = one.kind in ("date", "year end")
    return _identity(check, "equal", (one.figures[at], other.figures[at]), (1, -1), None, gap, holds, not loose)


def _composed(whole: Identification, parts: Identification) -> Iterator[Identity]:
    """One number in one part, and again in several: 2015675648 = 201 × 10⁷ + 567 × 10⁴ + 5648."""
    forms = [form for form in WIDTHS[whole.kind] if len(form) == len(parts.digits)]
    lengths = tuple(map(len, parts.digits))
    widths = lengths if lengths in forms else next(iter(forms), None)
    if widths is None:
        return
    powers = [10 ** sum(widths[at + 1 :]) for at in range(len(widths))]
    made = sum(power * int(digits) for power, digits in zip(powers, parts.digits, strict=True))
    holds = made == int(whole.digits[0])
    meant = "".join(digits.rjust(width, "0") for digits, width in zip(parts.digits, widths, strict=True))
    if not holds and not misprint(whole.digits[0], meant) and not _one_part_off(whole.digits[0], parts, widths):
        return
    yield _identity(
        CHECKS.get(whole.kind, REGISTRATION),
        "linear",
        (*parts.figures, whole.figures[0]),
        (*powers, -1),
        whole.figures[0],
        made - int(whole.digits[0]),
        holds,
    )


def divided(digits: str, widths: Sequence[int]) -> list[str]:
    """The digits cut into parts of these widths, from the left.

    >>> divided("2015675648", (3, 3, 4))
    ['201', '567', '5648']
    """
    ends = [sum(widths[: at + 1]) for at in range(len(widths))]
    return [digits[end - width : end] for end, width in zip(ends, widths, strict=True)]


def _one_part_off(whole: str, parts: Identification, widths: Sequence[int]) -> bool:
    """Whether the parts are those of the whole but for one, which is a slip away or repeats its neighbour."""
    if len(whole) != sum(widths):
        return False
    meant = divided(whole, widths)
    wrong = [at for at, digits in enumerate(parts.digits) if digits != meant[at]]
    return len(wrong) == 1 and (bool(misprint(parts.digits[wrong[0]], meant[wrong[0]])) or _stale(parts, wrong[0]))


def _own_key(key: Identification, number: Identification, year: int | None) -> Iterator[Identity]:
    """Who files for himself has his own number in front of the accession number."""
    if len(number.digits) != 3:
        return
    own, sender = key.digits[0], number.digits[0]
    holds = own == sender
    broken = [fault(key, 0, own, year), fault(number, 0, sender, year)]
    if holds or (any(broken) and (misprint(own, sender) or misprint(sender, own))):
        figures = (key.figures[0], number.figures[0])
        yield _identity(REGISTRATION, "equal", figures, (1, -1), None, int(own) - int(sender), holds, guards=False)


def _identity(
    check: str,
    form: str,
    figures: tuple[int, ...],
    coefficients: tuple[int, ...],
    total: int | None,
    gap: int,
    holds: bool,
    guards: bool = True,
) -> Identity:
    return Identity(
        check=check,
        origin="tie",
        form=form,  # type: ignore[arg-type]
        figures=figures,
        coefficients=coefficients,
        total=total,
        evidence=("one number, printed in two places",),
        bits=BITS,
        severity="warning",
        status="holds" if holds else "violated",
        residual=Decimal(gap),
        tolerance=Decimal(0),
        guards=guards,
    )


# --- form -----------------------------------------------------------------------------------------------------------


def _out_of_order(filed: Identification, entries: Sequence[Identification]) -> str | None:
    """Why the date of filing cannot be: it lies before the period's end, or long behind the day it was passed on."""
    day = day_of(filed.digits[0])
    if day is None:
        return None
    for entry in entries:
        other = day_of(entry.digits[0]) if entry.kind == "date" and entry.source == "header" else None
        if other is None:
            continue
        if entry.label in PERIOD and (other - day).days > CLOSE:
            return f"the period ends on {other}, after it"
        if entry.label in SENT and (day - other).days > CLOSE:
            return f"the submission was passed on before it, on {other}"
    return None


def _faults(entries: Sequence[Identification], figures: Sequence[Figure], year: int | None) -> Iterator[Identity]:
    """A bound on one figure for each part that does not have the form its number must have."""
    filed = next((entry for entry in entries if entry.label in FILED), None)
    late = _out_of_order(filed, entries) if filed else None
    for entry in entries:
        for at, (index, digits) in enumerate(zip(entry.figures, entry.digits, strict=True)):
            reason = fault(entry, at, digits, year)
            reason = reason or (late if entry is filed else None)
            if reason is None and entry.source == "header" and "(" in figures[index].text:
                reason = "an identification number does not stand in brackets"
            if reason is not None:
                yield Identity(
                    check=FORM,
                    origin="structure",
                    form="bound",
                    figures=(index,),
                    coefficients=(1,),
                    total=None,
                    evidence=(reason,),
                    bits=FORM_BITS,
                    severity="warning",
                    status="violated",
                    reason=reason,
                )
