"""What an identification number looks like, and by which slip of a typist one is printed for another.

Digits are texts here: zeros in front count.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditor.model.finding import Typo
from auditor.model.identification import Identification
from auditor.model.typist import STRAY, SURPRISE

WIDTHS: dict[str, tuple[tuple[int, ...], ...]] = {  # digits of each part, in every form in use
    "accession": ((10, 2, 6),),
    "date": ((8,),),
    "moment": ((14,),),
    "cik": ((10,),),
    "irs": ((9,), (2, 7)),
    "industry": ((4,),),
    "year end": ((4,),),
    "file": ((3, 5), (3, 6)),
    "film": ((8,), (9,)),
    "zip": ((5,), (5, 4), (9,)),
    "phone": ((10,), (3, 3, 4)),
}
RULES = {
    "accession": "an accession number has 10, 2 and 6 digits and begins with 000",
    "date": "a date has 8 digits, year, month and day",
    "moment": "a moment has 14 digits, the date and the time of day",
    "cik": "a central index key has 10 digits and begins with 000",
    "irs": "an employer identification number has 9 digits",
    "industry": "an industry's code has 4 digits",
    "year end": "the end of a fiscal year has 4 digits, month and day",
    "file": "a file number has 3 digits, a hyphen and 5 or 6 digits",
    "film": "a film number has 8 or 9 digits, the year of filing first",
    "zip": "a ZIP code has 5 digits",
    "phone": "a telephone number has 10 digits",
}
AMERICAN = frozenset({"zip", "phone"})  # numbers that have this form in one country only
FIRST_YEAR, LAST_YEAR = 1930, 2049  # of the dates that a filing of this kind can bear
UNPADDED_FILM = (2000, 2001)  # years in which film numbers stood without the zeros in front
ZEROS_LOST = 1.0  # bits of surprise at a number that lost only the zeros in front
MONTH_ENDS = frozenset({"0131", "0228", "0229", "0331", "0430", "0531", "0630", "0731", "0831", "0930", "1031", "1130"})
YEAR_ENDS = frozenset({"1231", "0630", "0930", "0331"})  # most fiscal years end so


def fault(entry: Identification, part: int, digits: str, year: int | None) -> str | None:
    """What is wrong with a part's form were it printed as ``digits``; None where nothing is.

    ``year`` is that of the filing, where known. A number in more parts or fewer than any form has is not judged.
    """
    kind = entry.kind
    if entry.verbal or (kind in AMERICAN and not entry.home) or (kind == "film" and year in UNPADDED_FILM):
        return None
    forms = [form for form in WIDTHS[kind] if len(form) == len(entry.digits)]
    if not forms or (kind in ("file", "zip") and entry.source != "header"):  # a cover has room for other numbers
        return None
    if len(digits) not in {form[part] for form in forms} or not _sound(kind, part, digits, year):
        return RULES[kind]
    return None


def _sound(kind: str, part: int, digits: str, year: int | None) -> bool:
    if kind == "date":
        return day_of(digits) is not None
    if kind == "moment":
        return day_of(digits[:8]) is not None and digits[8:10] < "24" and digits[10:12] < "60" and digits[12:] < "60"
    if kind == "year end":
        return day_of(f"2000{digits}") is not None
    if kind == "cik" or (kind == "accession" and part == 0):
        return digits.startswith("000")
    if kind == "film":
        return year is None or digits.startswith(f"{year % 100:02d}")
    return True


def day_of(digits: str) -> date | None:
    """The day that eight digits name; None for none, or for a year no filing speaks of."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def misprint(shown: str, meant: str) -> tuple[Typo, float] | None:
    """The slip that prints ``meant`` as ``shown``, and its surprise in bits; None where no single slip does.

    Zeros in front may be lost by the way, as when a number passes through a sheet.

    >>> misprint("1275827", "0001275287"), misprint("955131", "95131"), misprint("95134", "07632")
    (('transposition', 2.8), ('insertion', 2.8), None)
    """
    if shown == meant or not meant:
        return None
    lost = len(meant) - len(meant.lstrip("0"))
    best: tuple[Typo, float] | None = None
    # A first digit struck as a nought takes the noughts behind it along: 1001, mistyped 0001, is printed 1.
    for zeros in range(max(lost + 1, len(meant) - len(shown)) + 1):
        if zeros and shown.startswith("0"):
            break
        padded = "0" * zeros + shown
        kind: Typo | None = "omission" if padded == meant else _slip(padded, meant)
        if kind is None:
            continue
        is_stray = kind == "insertion" and not _doubled(padded, meant)
        bits = ZEROS_LOST if padded == meant else SURPRISE[kind] + (STRAY if is_stray else 0.0)
        if best is None or bits < best[1]:
            best = kind, bits
    return best


def _slip(shown: str, meant: str) -> Typo | None:
    if len(shown) == len(meant):
        places = [i for i, (one, other) in enumerate(zip(shown, meant, strict=True)) if one != other]
        if len(places) == 1:
            return "substitution"
        if len(places) == 2 and places[1] == places[0] + 1:
            first, second = places
            return "transposition" if shown[first] == meant[second] and shown[second] == meant[first] else None
        return None
    if len(shown) == len(meant) + 1:
        return "insertion" if _without_one(shown, meant) else None
    if len(shown) + 1 == len(meant):
        return "omission" if _without_one(meant, shown) else None
    return None


def _without_one(long: str, short: str) -> bool:
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _doubled(shown: str, meant: str) -> bool:
    return any(
        shown[:i] + shown[i + 1 :] == meant and shown[i] in (shown[i - 1 : i] + shown[i + 1 : i + 2])
        for i in range(len(shown))
    )


def one_slip_away(shown: str, width: int) -> Iterator[str]:
    """Every text of ``width`` digits that one slip, zeros in front lost or not, prints as ``shown``."""
    found: set[str] = set()
    for padded in {shown, shown.rjust(width - 1, "0"), shown.rjust(width, "0"), shown.rjust(width + 1, "0")}:
        if padded != shown and shown.startswith("0"):
            continue
        if len(padded) == width:
            found.add(padded)
            found |= {padded[:i] + d + padded[i + 1 :] for i in range(width) for d in "0123456789"}
            found |= {padded[:i] + padded[i + 1] + padded[i] + padded[i + 2 :] for i in range(width - 1)}
        elif len(padded) == width + 1:
            found |= {padded[:i] + padded[i + 1 :] for i in range(width + 1)}
        elif len(padded) == width - 1:
            found |= {padded[:i] + d + padded[i:] for i in range(width) for d in "0123456789"}
    found.discard(shown)
    yield from sorted(found)
