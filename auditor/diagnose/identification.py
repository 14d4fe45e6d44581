"""Findings on identification numbers: which of the places that print one is wrong, and what was meant.

As with amounts a slip is sought that settles what fails. It is sought among texts, not values: a ZIP code without its
zero in front is another value of nothing, but a misprint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log2

from auditor.diagnose.wording import SLIPS
from auditor.identify.identification import FILED, filing_year
from auditor.identify.number_forms import MONTH_ENDS, WIDTHS, YEAR_ENDS, day_of, fault, misprint, one_slip_away
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.finding import Finding, Suspect, Typo
from auditor.model.identification import Identification
from auditor.model.identity import Identity
from auditor.model.typist import SURPRISE

SETTLED, BROKEN = 10.0, 12.0  # bits, as with amounts
USUAL = 4.0  # bits for a fiscal year's end on one of the four usual days
REPEATED = 2.0  # bits for a date that the header gives for something else too
LEAST_CONFIDENCE, MOST_SUSPECTS = 0.04, 4
NAMES = {
    "accession": "accession number",
    "date": "date",
    "moment": "moment of acceptance",
    "cik": "central index key",
    "irs": "employer identification number",
    "industry": "industry's code",
    "year end": "end of the fiscal year",
    "file": "file number",
    "film": "film number",
    "zip": "ZIP code",
    "phone": "telephone number",
}


@dataclass(frozen=True, slots=True)
class Reprint:
    """A part printed otherwise: what that settles, and its weight in bits."""

    figure: int
    digits: str
    typo: Typo
    settles: tuple[int, ...]
    weight: float


def identification_findings(
    extraction: Extraction, identities: Sequence[Identity], names: Mapping[str, str]
) -> list[Finding]:
    """One finding for each number that is printed unlike or out of form. ``names`` maps a check's code to its name."""
    book = _Book(extraction, identities)
    if not book.violated:
        return []
    found = []
    for group in book.groups():
        while group:
            finding, closed = _finding(book, group, names)
            found.append(finding)
            group = [position for position in group if position not in closed]
    return found


class _Book:
    """The identities over identification numbers, by figure."""

    def __init__(self, extraction: Extraction, identities: Sequence[Identity]) -> None:
        self.figures = extraction.figures
        self.identities = identities
        self.entries = extraction.identifications
        self.home = {f: (entry, at) for entry in self.entries for at, f in enumerate(entry.figures)}
        self.year = filing_year(self.entries)
        self.by_figure: dict[int, list[int]] = defaultdict(list)
        self.violated: list[int] = []
        for position, identity in enumerate(identities):
            if not identity.figures or identity.figures[0] not in self.home:
                continue
            for figure in identity.members:
                self.by_figure[figure].append(position)
            if identity.status == "violated":
                self.violated.append(position)

    def groups(self) -> Iterator[list[int]]:
        """Failing identities that share figures, directly or through others, or a number, together."""
        left = set(self.violated)
        for position in self.violated:
            if position not in left:
                continue
            left.discard(position)
            group, queue = [], [position]
            while queue:
                at = queue.pop()
                group.append(at)
                for figure in self.identities[at].members:
                    for other in self.by_figure[figure]:
                        if other in left:
                            left.discard(other)
                            queue.append(other)
            yield sorted(group)

    def digits(self, figure: int) -> str:
        entry, at = self.home[figure]
        return entry.digits[at]

    def settled(self, position: int, figure: int, digits: str) -> bool:
        """Whether the identity holds with the figure's digits read so."""
        identity = self.identities[position]
        if identity.form == "bound":
            return True  # only readings of good form are tried
        value = 0
        for member, coefficient in zip(identity.figures, identity.coefficients, strict=True):
            value += coefficient * int(digits if member == figure else self.digits(member))
        return value == 0

    def wanted(self, position: int, figure: int) -> int | None:
        """The value of the figure with which a tie holds; None where no whole number does it."""
        identity = self.identities[position]
        own, rest = 0, 0
        for member, coefficient in zip(identity.figures, identity.coefficients, strict=True):
            if member == figure:
                own += coefficient
            else:
                rest += coefficient * int(self.digits(member))
        return None if own == 0 or rest % own or -rest // own < 0 else -rest // own


def _finding(book: _Book, group: Sequence[int], names: Mapping[str, str]) -> tuple[Finding, set[int]]:
    reprints = [r for figure in _members(book, group) for r in _reprints(book, figure, set(group))]
    reprints.sort(key=lambda r: (-r.weight, r.figure, r.digits))
    best = reprints[0] if reprints else None
    closed = set(best.settles) if best else {group[0]}
    leading = min(closed, key=lambda p: (book.identities[p].form == "bound", p))
    identity = book.identities[leading]
    suspects = _suspects(book, [r for r in reprints if closed & set(r.settles)])
    figures = _members(book, sorted(closed))
    finding = Finding(
        check=identity.check,
        name=names.get(identity.check, identity.check),
        severity="warning",
        verdict="hygiene" if identity.form == "bound" else "mismatch",
        message=_message(book, identity, suspects[0] if suspects else None),
        identities=tuple(sorted(closed)),
        figures=figures,
        suspects=suspects,
        fingerprint=_fingerprint(book.figures, identity),
    )
    return finding, closed


def _members(book: _Book, positions: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(f for p in positions for f in book.identities[p].members))


# --- readings -------------------------------------------------------------------------------------------------------


def _reprints(book: _Book, figure: int, wanted: set[int]) -> Iterator[Reprint]:
    """The readings of a figure that settle something, each with its weight."""
    entry, at = book.home[figure]
    shown = entry.digits[at]
    tried: set[str] = set()
    is_bracketed = "(" in book.figures[figure].text
    for position in book.by_figure[figure]:
        if position not in wanted:
            continue
        if book.identities[position].form == "bound":
            tried.update(() if is_bracketed else (c for w in _widths(entry, at) for c in one_slip_away(shown, w)))
            tried.add(shown)
        elif (value := book.wanted(position, figure)) is not None:
            tried.add(str(value).rjust(0 if _is_short(entry) else _widths(entry, at)[0], "0"))
    for digits in tried:
        reprint = _reprint(book, figure, digits, wanted)
        if reprint is not None:
            yield reprint


def _widths(entry: Identification, part: int) -> list[int]:
    """How many digits the part has in forms with as many parts; the usual number first.

    A ZIP code runs on to nine digits only where it is printed with about as many.
    """
    widths = [form[part] for form in WIDTHS[entry.kind] if len(form) == len(entry.digits)] or [len(entry.digits[part])]
    if entry.kind == "zip" and len(entry.digits) == 1:
        return [width for width in widths if (width > 7) == (len(entry.digits[0]) > 7)]
    return widths


def _is_short(entry: Identification) -> bool:
    """Whether the number may stand without zeros in front: a cover says 0-27026 for 000-27026."""
    return entry.kind == "file" and entry.source != "header"


def _reprint(book: _Book, figure: int, digits: str, wanted: set[int]) -> Reprint | None:
    entry, at = book.home[figure]
    shown = entry.digits[at]
    if fault(entry, at, digits, book.year) is not None:
        return None
    slip = _slip(book, figure, digits)
    if slip is None:
        return None
    settles = [p for p in book.by_figure[figure] if p in wanted and book.settled(p, figure, digits)]
    if not settles:
        return None
    held = [p for p in book.by_figure[figure] if book.identities[p].status == "holds"]
    breaks = [p for p in held if not book.settled(p, figure, digits)]
    typo, bits = slip
    weight = SETTLED * len(settles) - BROKEN * len(breaks) - bits + _likely(book, entry, digits)
    return Reprint(figure, digits, typo, tuple(settles), weight) if digits != shown or typo == "sign" else None


def _slip(book: _Book, figure: int, digits: str) -> tuple[Typo, float] | None:
    entry, at = book.home[figure]
    shown = entry.digits[at]
    if shown == digits:
        return ("sign", SURPRISE["sign"]) if "(" in book.figures[figure].text else None
    wide = len(digits) if _is_short(entry) else 0
    slip = misprint(shown.rjust(wide, "0"), digits)
    repeats = len(entry.digits) > 1 and shown in (*entry.digits[:at], *entry.digits[at + 1 :])
    return slip or (("stale", SURPRISE["stale"]) if repeats else None)


def _likely(book: _Book, entry: Identification, digits: str) -> float:
    """Bits for or against a reading by what such numbers mostly are."""
    if entry.kind == "year end":
        return USUAL if digits in YEAR_ENDS else 0.0 if digits in MONTH_ENDS else -USUAL
    if entry.kind not in ("date", "moment"):
        return 0.0
    day = day_of(digits[:8])
    dates = [other for other in book.entries if other is not entry and other.kind in ("date", "moment")]
    others = [other.digits[0][:8] for other in dates]
    filed = next((said for other in dates if other.label in FILED and (said := day_of(other.digits[0]))), None)
    filed = filed or next(filter(None, map(day_of, others)), None)
    far = 0.0 if day is None or filed is None else log2(1 + abs((day - filed).days))
    return REPEATED * others.count(digits[:8]) - far


def _suspects(book: _Book, reprints: Sequence[Reprint]) -> tuple[Suspect, ...]:
    """The best reading of each figure; confidences share one unit among all readings of all."""
    if not reprints:
        return ()
    top = reprints[0].weight
    whole = sum(2.0 ** (r.weight - top) for r in reprints)
    best: dict[int, Reprint] = {}
    for reprint in reprints:
        best.setdefault(reprint.figure, reprint)
    found: list[Suspect] = []
    for reprint in list(best.values())[:MOST_SUSPECTS]:
        confidence = 2.0 ** (reprint.weight - top) / whole
        if found and confidence < LEAST_CONFIDENCE:
            break
        found.append(
            Suspect(
                figure=reprint.figure,
                confidence=round(confidence, 3),
                suggested_text=_printed(book, reprint),
                suggested_value=Decimal(int(reprint.digits)),
                typo=reprint.typo,
                settles=tuple(sorted(reprint.settles)),
            )
        )
    return tuple(found)


def _printed(book: _Book, reprint: Reprint) -> str:
    entry, _ = book.home[reprint.figure]
    if not entry.verbal:
        return reprint.digits
    if entry.kind == "year end":  # month and day: any leap year has every one of them
        day = day_of(f"2000{reprint.digits}")
        return f"{day:%B} {day.day}" if day else reprint.digits
    day = day_of(reprint.digits)
    return f"{day:%B} {day.day}, {day.year}" if day else reprint.digits


# --- words ----------------------------------------------------------------------------------------------------------


def _message(book: _Book, identity: Identity, suspect: Suspect | None) -> str:
    said = _ill_formed(book, identity) if identity.form == "bound" else _unlike(book, identity)
    if suspect is None:
        return said
    shown = book.figures[suspect.figure].text
    where = _where(book.home[suspect.figure][0])
    return f"{said} Probably {shown} {where} should read {suspect.suggested_text}: {_slip_words(suspect)}."


def _slip_words(suspect: Suspect) -> str:
    return {"stale": "a part repeated", "sign": "brackets too many"}.get(suspect.typo, SLIPS[suspect.typo])


def _ill_formed(book: _Book, identity: Identity) -> str:
    entry, _ = book.home[identity.figures[0]]
    return f"The {_name(entry)} {_where(entry)} is printed as {entry.words}: {identity.reason}."


def _unlike(book: _Book, identity: Identity) -> str:
    one, other = list(dict.fromkeys(book.home[f][0] for f in identity.members))[:2]
    if one.kind != other.kind:
        return (
            f"The {_name(one)} {_where(one)} is {one.words}, but the {_name(other)} {_where(other)} begins otherwise: "
            f"{other.words}."
        )
    if one.label != other.label and one.source == other.source == "header":
        return f"The header gives {one.words} on line {one.line} as {one.label}, but {other.words} {_where(other)}."
    return f"The {_name(one)} is {one.words} {_where(one)}, but {other.words} {_where(other)}."


def _name(entry: Identification) -> str:
    return f"{NAMES[entry.kind]} ({entry.label})" if entry.kind == "date" else NAMES[entry.kind]


def _where(entry: Identification) -> str:
    source = {"header": "in the header", "cover": "on the cover page", "text": "in the text"}[entry.source]
    return source if entry.line is None else f"{source} (line {entry.line:,})"


def _fingerprint(figures: Sequence[Figure], identity: Identity) -> str:
    from auditor.diagnose.findings import fingerprint

    return fingerprint(figures, identity)
